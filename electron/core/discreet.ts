import type { Detail, Failure } from './outcome.ts';
import type { Provider } from './provider.ts';
import { createRedactor } from './redact.ts';
import { secretTexts } from './settings/schema-fields.ts';

type Clean = (text: string) => string;

function cleaned(detail: Detail, clean: Clean): Detail {
  if (typeof detail === 'string') return clean(detail);
  return { en: clean(detail.en), 'zh-CN': clean(detail['zh-CN']) };
}

/** A failure in words without secrets. */
export function discreetFailure<Told extends Failure>(why: Told, clean: Clean): Told {
  return { ...why, detail: cleaned(why.detail, clean) };
}

/** The same provider, whose failures name no secret of the account wherever their words are from. */
export function discreetProvider<Account>(provider: Provider<Account>): Provider<Account> {
  const { zones, read } = provider;
  const cleanFor = (account: Account): Clean =>
    createRedactor(secretTexts(provider.account, account), { mark: '…' }).text;

  function told<Result extends object>(
    results: readonly Result[],
    account: Account,
  ): readonly Result[] {
    if (!results.some((each) => 'detail' in each)) return results;
    const clean = cleanFor(account);
    return results.map((each) => (isTold(each) ? discreetFailure(each, clean) : each));
  }

  return {
    ...provider,
    apply: async (changes, account, context) =>
      told(await provider.apply(changes, account, context), account),
    ...(read && {
      read: async (records, account, context) =>
        told(await read(records, account, context), account),
    }),
    ...(zones && {
      zones: async (account, context) => {
        const found = await zones(account, context);
        return 'detail' in found ? discreetFailure(found, cleanFor(account)) : found;
      },
    }),
  };
}

function isTold<Result extends object>(result: Result): result is Result & Failure {
  return 'detail' in result;
}
