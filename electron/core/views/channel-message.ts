import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { type Family, families } from '../address.ts';
import type { ChannelMessage, FamilyFacts, Health } from '../channel.ts';
import { eventOf, weightiestEvent } from '../notify/event.ts';
import { familyOf, type RecordId } from '../record.ts';
import type { Settings } from '../settings.ts';
import type { AppState, WaitingNotice } from '../state.ts';
import { cutEnd, oneLine } from './cut-text.ts';
import { noticeSentence } from './notice.ts';
import type { Notice } from './notices.ts';
import { type Actions, type FindProvider, recordParts } from './outcome.ts';
import { isWorthTelling, problems } from './problems.ts';
import { toastFor } from './toast.ts';

/** What a message is rendered with. */
export interface MessageWorld {
  readonly state: AppState;
  readonly settings: Settings;
  readonly find: FindProvider;
  readonly language: Language;
  readonly actions: Actions;
}

/** UTF-16 units of a title, of a body, and of each of several lines: the least of what services take. */
const titleLimit = 200;
const bodyLimit = 3500;
const lineLimit = 1000;

/** What is to be told, rendered as one message. `id` is that of {@link ChannelMessage}. */
export function channelMessage(
  id: string,
  waiting: readonly WaitingNotice[],
  world: MessageWorld,
): ChannelMessage {
  const { language } = world;
  const notices = waiting.map(({ notice }) => notice);
  const [first, ...others] = notices;
  const sentences = notices.map((notice) => oneLine(noticeSentence(notice, world)));
  const alone = first !== undefined && others.length === 0;
  const title = alone
    ? toastFor(first, world).title
    : catalogue(language).notify.several(notices.length);
  return {
    id,
    event: weightiestEvent(notices),
    language,
    title: cutEnd(title, titleLimit),
    body: alone ? cutEnd(sentences[0] ?? '', bodyLimit) : listed(sentences, language),
    at: Math.max(...waiting.map(({ at }) => at)),
    facts: factsOf(notices, world),
  };
}

/** As many whole lines as have room, and how many have not. */
function listed(sentences: readonly string[], language: Language): string {
  const { more } = catalogue(language).notify;
  const room = bodyLimit - more(sentences.length).length - 1;
  const lines: string[] = [];
  let length = 0;
  for (const sentence of sentences) {
    const line = cutEnd(sentence, lineLimit);
    if (length + line.length > room) break;
    lines.push(line);
    length += line.length + 1;
  }
  const rest = sentences.length - lines.length;
  return [...lines, ...(rest === 0 ? [] : [more(rest)])].join('\n');
}

/** A message that only shows that messages arrive. `now` is in milliseconds since 1970. */
export function testMessage(id: string, now: number, world: MessageWorld): ChannelMessage {
  const { language } = world;
  const { test } = catalogue(language).notify;
  return {
    id,
    event: 'test',
    language,
    title: test.title,
    body: test.body,
    at: now,
    facts: factsOf([], world),
  };
}

/** How everything is: what the user would be told of first, or that there is nothing. */
export function healthOf(world: MessageWorld, now: number): Health {
  const { state, settings, language } = world;
  const open = problems(state, settings)
    .filter((problem) => isWorthTelling(problem, now))
    .map((problem): Notice => ({ kind: 'problem', problem }));
  const event = weightiestEvent(open);
  const worst = open.find((notice) => eventOf(notice) === event);
  if (worst === undefined) return { state: 'up', text: catalogue(language).notify.healthy };
  return { state: 'down', text: cutEnd(oneLine(noticeSentence(worst, world)), lineLimit) };
}

/** The records that a notice is about; none for what concerns all of a family. */
function recordsOf(notice: Notice): readonly RecordId[] {
  if (notice.kind === 'published') return notice.records;
  return notice.kind === 'problem' && notice.problem.kind !== 'disagree'
    ? notice.problem.records
    : [];
}

function familyOfId(id: RecordId): Family {
  return recordParts(id).type === 'A' ? 'ipv4' : 'ipv6';
}

function familyFacts(
  family: Family,
  notices: readonly Notice[],
  { state, settings }: MessageWorld,
): FamilyFacts {
  const about = (notice: Notice) => recordsOf(notice).filter((id) => familyOfId(id) === family);
  const written = notices.flatMap((one) =>
    one.kind === 'published' && one.address.family === family ? [one] : [],
  );
  const failed = notices.some((one) => {
    if (one.kind !== 'problem') return false;
    return one.problem.kind === 'disagree' ? one.problem.family === family : about(one).length > 0;
  });
  const result = failed ? 'failed' : written.length > 0 ? 'updated' : 'unchanged';
  const own = settings.records.filter(({ type }) => familyOf(type) === family);
  const meant = notices.flatMap(about).map((id) => recordParts(id).name);
  return {
    address: state.families[family].address?.text,
    before: written[0]?.before?.text,
    result,
    names: [...new Set(meant.length > 0 ? meant : own.map(({ name }) => name))],
  };
}

/** For templates; where one record failed, its family has, as DDNS Go counts it. */
function factsOf(notices: readonly Notice[], world: MessageWorld): ChannelMessage['facts'] {
  const [ipv4, ipv6] = families.map((family) => familyFacts(family, notices, world));
  if (ipv4 === undefined || ipv6 === undefined) throw new Error('two families');
  return { ipv4, ipv6 };
}
