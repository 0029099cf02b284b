import { describe, expect, it } from 'vitest';
import { failure, type Outcome } from '../../electron/core/outcome.ts';
import { cleanProvider } from '../../electron/desktop/clean-provider.ts';
import { providers } from '../support/registered.ts';

const clean = (text: string) => text.replaceAll('secret', '…');

async function cleaned(outcome: Outcome): Promise<Outcome | undefined> {
  const [any] = providers;
  if (any === undefined) throw new Error('there are no providers');
  const provider = cleanProvider({ ...any, apply: async () => [outcome] }, clean);
  expect(provider).toEqual({ ...any, apply: expect.any(Function) });
  return (await provider.apply([], {}, {} as Parameters<typeof provider.apply>[2]))[0];
}

describe('what a service said', () => {
  it('is cleaned, in every language', async () => {
    expect(await cleaned(failure('auth', 'a secret'))).toEqual(failure('auth', 'a …'));
    const said = { en: 'the secret', 'zh-CN': 'secret。' };
    const left = { en: 'the …', 'zh-CN': '…。' };
    const unconfirmed = { unconfirmed: true };
    expect(await cleaned(failure('unknown', said, unconfirmed))).toEqual(
      failure('unknown', left, unconfirmed),
    );
  });

  it('is left alone where it did its work', async () => {
    const done: Outcome = { kind: 'updated', evidence: 'accepted' };
    expect(await cleaned(done)).toBe(done);
  });
});
