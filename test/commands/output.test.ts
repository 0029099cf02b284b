import { describe, expect, it } from 'vitest';
import { createOutput, wantsColour } from '../../electron/commands/output.ts';
import { line } from '../../electron/core/views/page.ts';
import { commandWorld } from '../support/command-world.ts';

function outputTo({ isTTY = false, colour = true, json = false } = {}) {
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    isTTY,
    write(text: string) {
      said[name] += text;
    },
  });
  const output = createOutput({
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    language: 'en',
    json,
    colour,
  });
  return { said, output };
}

describe('what a command prints', () => {
  it('has colour on a terminal, and none where it is not wished or not shown', () => {
    for (const [isTTY, colour, expected] of [
      [true, true, '\u001b[32mdone\u001b[0m\n'],
      [true, false, 'done\n'],
      [false, true, 'done\n'],
    ] as const) {
      const { said, output } = outputTo({ isTTY, colour });
      output.show([line('done', 'good')]);
      expect(said.stdout).toBe(expected);
    }
  });

  it.each([
    [{}, true, true],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ TERM: 'dumb' }, true, false],
    [{}, false, false],
  ])('with %j and the option %s has colour: %s', (env, option, colour) => {
    expect(wantsColour(env, option)).toBe(colour);
  });

  it('holds no secret, in pages, in JSON values or on stderr', () => {
    const { said, output } = outputTo({ isTTY: true });
    output.hide(['hunter2hunter2']);
    output.show([line('it was hunter2hunter2', 'bad')]);
    output.warn([line('hunter2hunter2')]);
    output.progress('hunter2hunter2');
    output.data({ message: 'hunter2hunter2', 'hunter2hunter2-key': 1 });
    expect(said.stdout).not.toContain('was hunter2');
    expect(said.stderr).not.toContain('hunter2');
    expect(JSON.parse(said.stdout.slice(said.stdout.indexOf('{')))).toMatchObject({
      message: '[redacted]',
    });
  });

  it('keeps the names of the JSON form, whatever the secret is', () => {
    const { said, output } = outputTo({ json: true });
    output.hide(['records', 'address']);
    output.data({ records: [{ address: 'x' }] });
    expect(JSON.parse(said.stdout)).toEqual({ records: [{ address: 'x' }] });
  });

  it('tells of progress only where somebody watches', () => {
    const pipe = outputTo();
    pipe.output.progress('Asking …');
    expect(pipe.said.stderr).toBe('');
    const terminal = outputTo({ isTTY: true, colour: false });
    terminal.output.progress('Asking …');
    expect(terminal.said).toEqual({ stdout: '', stderr: 'Asking …\n' });
  });
});

describe('a fault of the program itself', () => {
  const broken = { demo: () => Promise.reject(new TypeError('x is not a function')) };

  it('is one sentence and status 1', async () => {
    const { stdout, stderr, status } = await commandWorld(broken).run('demo');
    expect(stderr).toMatch(/^A fault in ddns-tray itself.*TypeError: x is not a function.*\n$/);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
  });
});

describe('the language', () => {
  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, [], 'zh-CN'],
    [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, [], 'en'],
    [{ LC_MESSAGES: 'zh_TW', LANG: 'en_US' }, [], 'zh-CN'],
    [{ LC_ALL: '', LANG: 'zh_CN' }, [], 'zh-CN'],
    [{ LANG: 'C.UTF-8' }, [], 'en'],
    [{}, [], 'en'],
    [{ LANG: 'en_US' }, ['--lang', 'zh-CN'], 'zh-CN'],
    [{ LANG: 'zh_CN' }, ['--lang=en'], 'en'],
  ])('with %j and %j is %s', async (env, args, language) => {
    const { stdout } = await commandWorld({ env }).run('--help', ...args);
    expect(stdout.startsWith(language === 'en' ? 'Usage: ' : '用法：')).toBe(true);
  });
});
