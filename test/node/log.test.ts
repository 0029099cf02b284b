import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, createSilentLog } from '../../electron/node/log.ts';
import { createLogFile, logFileCount, logFileSize } from '../../electron/node/log-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const module = new URL('../../electron/node/log.ts', import.meta.url).href;
const now = () => Date.UTC(2026, 10, 22, 9, 30, 5);

/** A log to a file and to both kinds of stream, and what arrived. */
function sinks(secrets: readonly string[] = [], level: 'debug' | 'info' | 'warn' = 'debug') {
  const file = path.join(temporaryFolder(), 'logs', 'ddns.log');
  const streams = { text: '', json: '' };
  const to = (format: 'text' | 'json') => ({
    format,
    stream: { write: (text: string) => (streams[format] += text) },
  });
  const log = createLog({ level, file, console: to('text'), secrets, now });
  const json = createLog({ level, console: to('json'), secrets, now });
  return {
    log,
    write: (message: string, fields?: Record<string, unknown>) => {
      log.info(message, fields);
      json.info(message, fields);
    },
    all: () => [readFileSync(file, 'utf8'), streams.text, streams.json],
    file,
  };
}

describe('a log entry', () => {
  it('is one line of JSON in a file, and one for people on a terminal', () => {
    const { write, all } = sinks();
    write('record updated', { record: 'home/a.example.com/A', tries: 2, detail: 'all "well"' });
    const json =
      '{"time":"2026-11-22T09:30:05.000Z","level":"info","message":"record updated","record":"home/a.example.com/A","tries":2,"detail":"all \\"well\\""}\n';
    const text =
      '09:30:05 info  record updated record=home/a.example.com/A tries=2 detail="all \\"well\\""\n';
    expect(all()).toEqual([json, text, json]);
  });

  it('below the level is not kept, and the level can change', () => {
    const { log, all } = sinks([], 'warn');
    log.info('one');
    log.warn('two');
    log.configure({ level: 'debug', secrets: [] });
    log.debug('three');
    expect(all()[1]).toBe('09:30:05 warn  two\n09:30:05 debug three\n');
  });

  it('cannot forge another line, or play with the terminal', () => {
    const { write, all } = sinks();
    write('a\n{"level":"error"}', {
      detail: '\u001b[31m\u202e\r\n\u2028\u0085x',
      message: 'y',
      time: 1,
    });
    const [json = '', text = ''] = all();
    for (const line of [json, text]) {
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    expect(JSON.parse(json)).toMatchObject({
      message: 'a\n{"level":"error"}',
      message_: 'y',
      time_: 1,
    });
  });

  it('never throws, whatever it is given', () => {
    const { log, all } = sinks();
    const round: Record<string, unknown> = { big: 1n, nan: Number.NaN, none: undefined };
    round.self = round;
    log.error('odd', round);
    expect(JSON.parse(all()[0] ?? '')).toMatchObject({ big: '1', self: expect.anything() });
    createSilentLog().error('odd', round);
    createLog({ level: 'debug', secrets: [] }).error('odd', round);
  });
});

describe('a secret', () => {
  it('is in no sink, whatever field, nesting or error it hides in', () => {
    const secret = fc.string({ minLength: 6, maxLength: 30, unit: 'binary' });
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(secret, word, word, (hidden, before, after) => {
        fc.pre(!'[redacted]'.includes(hidden) && hidden.trim().length > 5);
        const fields = (value: string) => ({
          plain: value,
          [`key ${value}`]: 1,
          token: value.slice(1),
          list: [{ deep: { deeper: [value] } }],
          error: new Error(value, { cause: Object.assign(new Error('x'), { config: value }) }),
          url: `https://a.example/?k=${encodeURIComponent(value.toWellFormed())}`,
          basic: Buffer.from(`user:${value}`).toString('base64'),
          json: JSON.stringify({ value }),
        });
        // Another secret of the same form shows what the lines look like anyway.
        const text = before + hidden + after;
        const { write, all } = sinks([hidden]);
        write(`message ${text}`, fields(text));
        const forms = [
          hidden,
          JSON.stringify(hidden).slice(1, -1),
          encodeURIComponent(hidden.toWellFormed()),
        ];
        for (const sink of all()) for (const form of forms) expect(sink).not.toContain(form);
      }),
      { numRuns: 200 },
    );
  });

  it('that is learnt later is out of every later line, and the earlier ones stay secret', () => {
    const { log, all } = sinks(['first-secret']);
    log.configure({ level: 'info', secrets: ['second-secret'] });
    log.info('first-secret second-secret');
    expect(JSON.parse(all()[0] ?? '')).toMatchObject({ message: '[redacted] [redacted]' });
  });
});

describe('the log file', () => {
  it.each([
    ['process.exit()', 'process.exit(0)'],
    ['a kill', "process.kill(process.pid, 'SIGKILL')"],
  ])('holds every line when the process ends by %s in the same instant', (_, end) => {
    const file = path.join(temporaryFolder(), 'ddns.log');
    const code = `const { createLog } = await import(${JSON.stringify(module)});
      const log = createLog({ level: 'info', file: ${JSON.stringify(file)}, secrets: [] });
      for (let at = 0; at < 500; at += 1) log.info('line', { at });
      ${end};`;
    spawnSync(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).at)).toEqual(
      Array.from({ length: 500 }, (_, at) => at),
    );
  });

  const line = `${'x'.repeat(99_999)}\n`;

  it('is begun anew at 1 MB, five files are kept, and no line is torn', () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'a.log');
    const append = createLogFile(file);
    for (let at = 0; at < 75; at += 1) append(`${at}`.padStart(5, '0') + line.slice(5));
    expect(readdirSync(folder).sort()).toEqual([
      'a.log',
      ...[1, 2, 3, 4].map((age) => `a.log.${age}`),
    ]);
    expect(readdirSync(folder)).toHaveLength(logFileCount);
    for (const name of readdirSync(folder)) {
      expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(logFileSize);
      expect(readFileSync(path.join(folder, name), 'utf8')).toMatch(/^(?:\d{5}x+\n)+$/);
    }
    expect(readFileSync(file, 'utf8')).toContain('00074');
  });

  it('counts what was there before the start', () => {
    const file = path.join(temporaryFolder(), 'a.log');
    writeFileSync(file, 'y'.repeat(logFileSize - 10));
    createLogFile(file)(line);
    expect(readFileSync(file, 'utf8')).toBe(line);
  });

  it('goes on growing where it cannot be moved, and loses no line', () => {
    const file = path.join(temporaryFolder(), 'a.log');
    // A folder that is not empty cannot be replaced by a file.
    mkdirSync(path.join(`${file}.4`, 'held'), { recursive: true });
    for (const age of [1, 2, 3]) writeFileSync(`${file}.${age}`, '');
    const append = createLogFile(file);
    for (let at = 0; at < 15; at += 1) append(line);
    expect(statSync(file).size).toBe(15 * line.length);
  });

  it('that cannot be written stops nothing', () => {
    const folder = temporaryFolder();
    const log = createLog({ level: 'info', file: folder, secrets: [] });
    expect(() => log.info('lost')).not.toThrow();
    const full = createLog({ level: 'info', file: '/dev/full', secrets: [] });
    expect(() => full.info('lost')).not.toThrow();
  });
});
