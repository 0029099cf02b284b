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
  const { zones, records, read } = provider;
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

  function listed<Item>(
    found: readonly Item[] | Failure,
    account: Account,
  ): readonly Item[] | Failure {
    return 'detail' in found ? discreetFailure(found, cleanFor(account)) : found;
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
      zones: async (account, context) => listed(await zones(account, context), account),
    }),
    ...(records && {
      records: async (zone, account, context) =>
        listed(await records(zone, account, context), account),
    }),
  };
}

function isTold<Result extends object>(result: Result): result is Result & Failure {
  return 'detail' in result;
}
