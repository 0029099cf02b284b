import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { RecordId } from '../record.ts';
import type { Settings } from '../settings.ts';
import type { Notice } from './notices.ts';
import {
  type Actions,
  type FindProvider,
  failureSentence,
  providerNamed,
  recordParts,
} from './outcome.ts';
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
  /** Where the user acts on it; default: the command line. */
  readonly actions?: Actions | undefined;
}

function problemSentence(problem: Problem, world: World): string {
  const { settings, find, language, actions = 'cli' } = world;
  const { notices, status, toast } = catalogue(language);
  const isDesktop = actions === 'desktop';
  if (problem.kind === 'disagree') {
    const family = status.family[problem.family];
    return isDesktop ? toast.disagreeBody(family) : notices.disagree(family);
  }
  if (problem.kind === 'locked') {
    return (isDesktop ? toast.lockedBody : notices.locked)(problem.account);
  }
  const { account, records, failure: kind, detail, stopped } = problem;
  const provider = providerNamed(settings.accounts[account]?.provider ?? '', find, account);
  const record = recordParts(records[0] ?? `${account}//`);
  const failure = { kind, detail, stopped, record, provider };
  const sentence = failureSentence(failure, language, actions);
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
