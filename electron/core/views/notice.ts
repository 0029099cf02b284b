import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { RecordId } from '../record.ts';
import type { Settings } from '../settings.ts';
import type { Notice } from './notices.ts';
import { type FindProvider, failureSentence, providerNamed, recordParts } from './outcome.ts';
import type { Problem } from './problems.ts';

function recordsText(ids: readonly RecordId[], language: Language): string {
  const shown = ids.map((id) => {
    const { name, type } = recordParts(id);
    return `${name} ${type}`;
  });
  return listText(language, shown);
}

interface World {
  readonly settings: Settings;
  readonly find: FindProvider;
  readonly language: Language;
}

function problemSentence(problem: Problem, { settings, find, language }: World): string {
  const { notices, status } = catalogue(language);
  if (problem.kind === 'disagree') return notices.disagree(status.family[problem.family]);
  if (problem.kind === 'locked') return notices.locked(problem.account);
  const { account, records, failure: kind, detail, stopped } = problem;
  const provider = providerNamed(settings.accounts[account]?.provider ?? '', find, account);
  const record = recordParts(records[0] ?? `${account}//`);
  const sentence = failureSentence({ kind, detail, stopped, record, provider }, language);
  return records.length > 1 ? notices.concerns(sentence, recordsText(records, language)) : sentence;
}

/** A notice as one line for people. */
export function noticeSentence(notice: Notice, world: World): string {
  const { language } = world;
  const { notices } = catalogue(language);
  switch (notice.kind) {
    case 'published': {
      const records = recordsText(notice.records, language);
      return notice.before === undefined
        ? notices.published(notice.address.text, records)
        : notices.changed(notice.address.text, notice.before.text, records);
    }
    case 'problem':
      return problemSentence(notice.problem, world);
    case 'recovered':
      return notice.account === undefined
        ? notices.recoveredSources
        : notices.recovered(notice.account);
  }
}
