import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import type { AccountData, AccountsData, LookedData } from './connection.ts';
import {
  detailIn,
  type FindProvider,
  failureSentence,
  type NamedProvider,
  providerNamed,
} from './outcome.ts';
import { type Block, line, type Page } from './page.ts';

/** Most characters of a zone's name or of a value that are shown; a right name has no more. */
const longest = 253;

function sentenceOf(
  { id: account, failure }: AccountData,
  record: {
    readonly name: string;
    readonly type: string;
    readonly failure?: LookedData['failure'];
  },
  provider: NamedProvider,
  language: Language,
): string {
  const why = record.failure ?? failure;
  if (why === undefined) return '';
  const detail = detailIn(why);
  const { name, type } = record;
  const about = { name, type, account };
  return failureSentence(
    { kind: why.kind, detail, record: about, provider, stopped: false },
    language,
  );
}

function recordBlock(
  account: AccountData,
  record: LookedData,
  provider: NamedProvider,
  language: Language,
): Block {
  const { settings, status } = catalogue(language);
  const title = `  ${record.name} ${record.type}`;
  if (record.failure !== undefined) {
    return line(settings.line(title, sentenceOf(account, record, provider, language)), 'bad');
  }
  const values = record.values ?? [];
  const text =
    values.length === 0
      ? status.accounts.missing
      : status.accounts.holds(
          values.map((value) => plainText(value, longest)).join(', '),
          record.ttl === undefined ? '' : String(record.ttl),
        );
  return line(settings.line(title, text));
}

function accountBlocks(account: AccountData, find: FindProvider, language: Language): Page {
  const { accounts: texts } = catalogue(language).status;
  const provider = providerNamed(account.provider, find, account.id);
  const title = texts.title(account.id, provider.name[language]);
  const some = { name: texts.anyName, type: '' };
  switch (account.result) {
    case 'untestable':
      return [line(texts.line(title, texts.untestable), 'warn')];
    case 'failed':
      return [line(texts.line(title, sentenceOf(account, some, provider, language)), 'bad')];
    case 'works': {
      const { zones } = account;
      const said = zones === undefined ? texts.works : texts.zones(zones.length);
      return [
        line(texts.line(title, said), zones?.length === 0 ? 'warn' : 'good'),
        ...(zones ?? []).map((zone) => line(`  ${plainText(zone, longest)}`)),
        ...account.records.map((record) => recordBlock(account, record, provider, language)),
      ];
    }
  }
}

/** What each account can see, for people. */
export function accountsPage(data: AccountsData, find: FindProvider, language: Language): Page {
  return data.accounts.flatMap((account) => accountBlocks(account, find, language));
}
