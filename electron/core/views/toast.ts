import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { WindowPlace } from '../../contract/place.ts';
import type { NoticeEvent } from '../../contract/preferences.ts';
import { eventOfProblem } from '../notify/event.ts';
import { type Detail, detailText } from '../outcome.ts';
import type { RecordId } from '../record.ts';
import type { Settings } from '../settings.ts';
import { cutEnd, cutMiddle, oneLine } from './cut-text.ts';
import type { Notice } from './notices.ts';
import { type FindProvider, failureSentence, providerNamed, recordParts } from './outcome.ts';
import type { Problem } from './problems.ts';
import { recordName } from './record-name.ts';

/** One desktop notification. */
export interface Toast {
  /** Whose switch it obeys. */
  readonly event: NoticeEvent;
  /** At most {@link titleLimit}. */
  readonly title: string;
  /** At most {@link bodyLimit}. */
  readonly body: string;
  /** What a click opens. */
  readonly place: WindowPlace;
  /** A later toast of the same key takes the place of this one. */
  readonly key: string;
}

export interface ToastWorld {
  readonly settings: Settings;
  readonly find: FindProvider;
  readonly language: Language;
}

/** UTF-16 units that a Windows notification shows: NOTIFYICONDATA.szInfoTitle and szInfo, less the end mark. */
export const titleLimit = 63;
export const bodyLimit = 255;

/** Longer names leave no room for what happened to them. */
const longestName = 64;
/** Names of records in one body; the others are counted. */
const mostNames = 3;

type Failing = Extract<Problem, { kind: 'failure' }>;

function shortName(id: RecordId, limit: number): string {
  const { name, type } = recordParts(id);
  return `${cutMiddle(oneLine(name), limit - type.length - 1)} ${type}`;
}

function recordsText(ids: readonly RecordId[], language: Language): string {
  const names = ids.slice(0, mostNames).map((id) => shortName(id, longestName));
  const rest = ids.length - names.length;
  const more = rest === 0 ? [] : [catalogue(language).toast.more(rest)];
  return listText(language, [...names, ...more]);
}

/** A title whose subject is cut in its middle where there is no room for all. */
function titled(line: (whom: string) => string, whom: string): string {
  return line(cutMiddle(oneLine(whom), titleLimit - line('').length));
}

function whomOf({ records }: Failing, language: Language): string {
  const [first = ''] = records;
  return records.length === 1
    ? recordName(recordParts(first))
    : catalogue(language).toast.records(records.length);
}

/** Fewer letters of what a provider said tell nothing. */
const leastDetail = 12;

/**
 * The sentence for a failure. Where there is no room for all, that nothing more is sent gives way if
 * that is enough; else what the provider said is cut: what to do next is worth more.
 */
function failureBody(problem: Failing, world: ToastWorld): string {
  const { settings, find, language } = world;
  const { account, records, failure: kind } = problem;
  const provider = providerNamed(settings.accounts[account]?.provider ?? '', find, account);
  const { name, type } = recordParts(records[0] ?? '');
  const record = { name: cutMiddle(oneLine(name), longestName), type, account };
  const sentence = (detail: Detail, stopped: boolean) => {
    const failure = { kind, detail, stopped, record, provider };
    return oneLine(failureSentence(failure, language, 'desktop'));
  };
  const whole = sentence(problem.detail, problem.stopped);
  const all = catalogue(language).notices.concerns(whole, recordsText(records, language));
  if (records.length > 1 && all.length <= bodyLimit) return all;
  if (whole.length <= bodyLimit) return whole;
  const acting = sentence(problem.detail, false);
  if (acting.length <= bodyLimit) return acting;
  const said = oneLine(detailText(problem.detail, language));
  const isTheirs = typeof problem.detail === 'string';
  const detailOf = (text: string): Detail => (isTheirs ? text : { en: text, 'zh-CN': text });
  for (const stopped of problem.stopped ? [true, false] : [false]) {
    const room = bodyLimit + 1 - sentence(detailOf('-'), stopped).length;
    if (said !== '' && room >= leastDetail) return sentence(detailOf(cutEnd(said, room)), stopped);
    const bare = sentence('', stopped);
    if (bare.length <= bodyLimit) return bare;
  }
  return cutEnd(sentence('', false), bodyLimit);
}

/** New credentials are entered with the account; anything else is read about first. */
function failurePlace({ failure, account, records }: Failing): WindowPlace {
  if (failure === 'auth') return { page: 'accounts', item: account };
  const [first] = records;
  return records.length === 1 ? { page: 'status', item: first } : { page: 'status' };
}

function failureToast(problem: Failing, world: ToastWorld): Toast {
  const texts = catalogue(world.language).toast;
  const event = eventOfProblem(problem);
  const title = event === 'action' ? texts.action : texts.failed;
  return {
    event,
    title: titled(title, whomOf(problem, world.language)),
    body: failureBody(problem, world),
    place: failurePlace(problem),
    key: problem.key,
  };
}

function problemToast(problem: Problem, world: ToastWorld): Toast {
  const { toast, status } = catalogue(world.language);
  const { key } = problem;
  switch (problem.kind) {
    case 'failure':
      return failureToast(problem, world);
    case 'locked':
      return {
        event: eventOfProblem(problem),
        title: titled(toast.locked, problem.account),
        body: toast.lockedBody(problem.account),
        place: { page: 'accounts', item: problem.account },
        key,
      };
    case 'disagree': {
      const family = status.family[problem.family];
      const [title, body] = [toast.disagree(family), toast.disagreeBody(family)];
      // Its sources are the ones to look at, and to take out.
      return { event: eventOfProblem(problem), title, body, place: { page: 'watching' }, key };
    }
  }
}

function plainToast(notice: Notice, world: ToastWorld): Toast {
  const { language, settings } = world;
  const { toast } = catalogue(language);
  switch (notice.kind) {
    case 'published': {
      const { address, before, records, late } = notice;
      const [first = ''] = records;
      const isHosts = settings.records.some(({ id, host }) => id === first && host !== undefined);
      const isChange = before !== undefined && before.text !== address.text;
      return {
        event: 'changed',
        title: (isChange && late !== true ? toast.changed : toast.written)(address.text),
        body: toast.changedBody(recordsText(records, language), isChange ? before.text : undefined),
        place: { page: 'status' },
        key: `published/${isHosts ? first : address.family}`,
      };
    }
    case 'problem':
      return problemToast(notice.problem, world);
    case 'recovered': {
      const { account, key } = notice;
      const [title, body] =
        account === undefined
          ? [toast.recoveredSources, toast.recoveredSourcesBody]
          : [titled(toast.recovered, account), toast.recoveredBody(account)];
      // With the key of the problem it takes the place of what told of it.
      return { event: 'recovered', title, body, place: { page: 'status' }, key };
    }
  }
}

/** A notice as a desktop notification: plain text without controls, cut to what Windows shows. */
export function toastFor(notice: Notice, world: ToastWorld): Toast {
  const toast = plainToast(notice, world);
  return {
    ...toast,
    title: cutEnd(oneLine(toast.title), titleLimit),
    body: cutEnd(oneLine(toast.body), bodyLimit),
  };
}
