import { expect, it } from 'vitest';
import type { Language } from '../../electron/contract/language.ts';
import { problemSentence } from '../../electron/core/settings/problem.ts';
import { readSettings } from '../../electron/core/settings/reader.ts';
import { cloudflare } from '../../electron/providers/cloudflare.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { testSources } from '../support/settings-world.ts';

function sentences(account: object, language: Language, actions: 'cli' | 'desktop') {
  const records = [{ name: 'home.example.com', account: 'home' }];
  const result = readSettings(
    { version: 1, accounts: { home: account }, records },
    {
      providers: [cloudflare, dyndns2],
      sources: testSources,
      resolveSecret: () => ({ ok: true, value: 'x' }),
      fingerprint: (text) => text,
    },
  );
  if (result.ok) return '';
  return result.problems
    .map(({ problem }) => problemSentence(problem, language, actions))
    .join('\n');
}

it.each([
  ['en', '“strato” is a preset: write “provider: dyndns2” and “preset: strato”.'],
  ['zh-CN', '“strato”是 dyndns2 的预设，请写“provider: dyndns2”和“preset: strato”。'],
] as const)('says how a preset is written that stands as a provider (%s)', (language, sentence) => {
  expect(sentences({ provider: 'strato' }, language, 'cli')).toBe(sentence);
});

it.each([
  ['en', '“ddns-tray providers cloudflare” says what belongs here.'],
  ['zh-CN', '运行“ddns-tray providers cloudflare”可查看填写要求。'],
] as const)('names the provider whose page tells what belongs there (%s)', (language, hint) => {
  const wrong = { provider: 'cloudflare', token: 'two words' };
  expect(sentences(wrong, language, 'cli')).toContain(hint);
  expect(sentences(wrong, language, 'desktop')).not.toContain('ddns-tray');
});
