import { expect, it } from 'vitest';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { noip } from '../../electron/providers/noip.ts';
import { commandWorld } from '../support/command-world.ts';

const { run } = commandWorld({ providers: [noip, dyndns2] });

it.each([
  ['no-ip', 'en', /^There is no provider “no-ip”\. Did you mean noip/],
  ['no-ip', 'zh-CN', /^没有名为“no-ip”的服务商。是否想写 noip/],
  ['zzzzzzz', 'en', /^There is no provider “zzzzzzz”\. “ddns-tray providers” lists them all\./],
  ['strato', 'en', /^“strato” is a preset: write “provider: dyndns2” and “preset: strato”\.\n/],
  ['Strato', 'zh-CN', /^“strato”是 dyndns2 的预设，请写“provider: dyndns2”和“preset: strato”。\n/],
])('tells first what “providers %s” may have meant (%s)', async (word, language, sentence) => {
  const { stdout, stderr, status } = await run('providers', word, '--lang', language);
  expect(stderr).toMatch(sentence);
  expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
});
