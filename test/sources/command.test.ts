import { describe, expect, it } from 'vitest';
import { NetError, type NetErrorKind } from '../../electron/core/ports.ts';
import { sourceFor } from '../../electron/sources/registry.ts';
import { contextWith, sourceFailureOf } from './fakes.ts';

const line = 'curl -H "X-Token: tok-Secret" https://router.example.com | jq -r .ip';
const source = sourceFor({ kind: 'command', command: line });

function shellWith(result: { status?: number; stdout?: string; stderr?: string } | NetErrorKind) {
  const runs: unknown[] = [];
  const run = async (command: string, options: object) => {
    runs.push({ command, ...options });
    if (typeof result === 'string') throw new NetError(result, 'command', 'ENOENT');
    return { status: 0, stdout: '', stderr: '', ...result };
  };
  return { context: contextWith({ commands: { run } }), runs };
}

const failing = (result: Parameters<typeof shellWith>[0], family: 'ipv4' | 'ipv6' = 'ipv4') =>
  sourceFailureOf(source.ask(family, shellWith(result).context));

describe('a command of the user’s own', () => {
  it('is run as it stands, within the time and 64 KiB, and what it prints is the address', async () => {
    const { context, runs } = shellWith({ stdout: '\n 81.2.69.142 \r\n', stderr: 'a warning' });
    expect(await source.ask('ipv4', context)).toEqual({
      address: { family: 'ipv4', text: '81.2.69.142' },
      evidence: 'command',
    });
    const { timeout, signal } = context;
    expect(runs).toEqual([{ command: line, timeout, maxBytes: 65_536, signal }]);
  });

  it('is the user’s own word', () => {
    expect(source).toMatchObject({ own: true, transport: 'command', families: ['ipv4', 'ipv6'] });
  });

  it('has an id that tells it from another command and gives nothing of it away', () => {
    const other = sourceFor({ kind: 'command', command: `${line} ` });
    expect(source.id).toMatch(/^command:[0-9a-f]{4}$/);
    expect(sourceFor({ kind: 'command', command: line }).id).toBe(source.id);
    expect(other.id).not.toBe(source.id);
    expect(other.operator).not.toBe(source.operator);
  });

  it('that fails is told with its status and the first line of its errors, cleaned', async () => {
    const failure = await failing({
      status: 127,
      stdout: '81.2.69.142',
      stderr: '\u001b[31mjq: not found\u202e\nmore',
    });
    expect(failure.kind).toBe('missing');
    expect(failure.message).toBe('the command failed with status 127: “[31mjq: not found”');
  });

  it('that fails in silence is told with its status', async () => {
    expect((await failing({ status: 1 })).message).toBe('the command failed with status 1');
  });

  it.each([
    '',
    ' ',
    'ip is 81.2.69.142',
    '81.2.69.142\n89.160.20.112',
    '0177.0.0.1',
    '1.2.3',
    '<html>',
  ])('that prints anything but one address is refused: %j', async (stdout) => {
    expect((await failing({ stdout })).kind).toBe('form');
  });

  it.each([
    ['10.0.0.1', 'ipv4', 'notGlobal'],
    ['fe80::1', 'ipv6', 'notGlobal'],
    ['2a02:8071:1:2::7', 'ipv4', 'family'],
    ['81.2.69.142', 'ipv6', 'family'],
  ] as const)('that prints %s for %s is refused as %s', async (stdout, family, kind) => {
    expect((await failing({ stdout }, family)).kind).toBe(kind);
  });

  it.each([
    ['timeout', 'timeout'],
    ['tooLarge', 'form'],
    ['other', 'missing'],
  ] as const)('that ends with %s fails as %s', async (net, kind) => {
    const failure = await failing(net);
    expect(failure.kind).toBe(kind);
    expect(failure.message).not.toContain('Secret');
  });

  it('hands the reason of the signal on', async () => {
    const stop = new AbortController();
    const reason = new Error('shutting down');
    const run = () => {
      stop.abort(reason);
      return Promise.reject(new NetError('aborted', 'command'));
    };
    const context = contextWith({ commands: { run }, signal: stop.signal });
    await expect(source.ask('ipv4', context)).rejects.toBe(reason);
    const late = shellWith({ stdout: '81.2.69.142' });
    const asking = source.ask('ipv4', { ...late.context, signal: stop.signal });
    await expect(asking).rejects.toBe(reason);
    expect(late.runs).toEqual([]);
  });
});
