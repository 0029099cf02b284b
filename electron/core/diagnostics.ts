import { catalogue } from '../contract/i18n/catalogue.ts';
import type { LogLine } from '../contract/log.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { families } from './address.ts';
import type { Channel } from './channel.ts';
import { labelledDocument, openDocument, privateWords } from './diagnostics/document.ts';
import { createHider } from './diagnostics/hide.ts';
import { createLabels } from './diagnostics/labels.ts';
import {
  accountLine,
  channelLine,
  factLine,
  familyLine,
  logLine,
  recordLine,
  time,
} from './diagnostics/lines.ts';
import type { SettingsDocument } from './document.ts';
import type { Provider } from './provider.ts';
import { redacted } from './redact.ts';
import type { AppState } from './state.ts';

/** All that a diagnostic file is made of. */
export interface DiagnosticsInput {
  readonly snapshot: Pick<Snapshot, 'version' | 'language' | 'troubles' | 'timeline'>;
  /** What the app runs on, as one line. */
  readonly system: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly document: SettingsDocument;
  /** The document as a text. */
  readonly write: (document: SettingsDocument) => string;
  readonly state: AppState;
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** Takes out every secret that was ever learnt. */
  readonly redact: (text: string) => string;
  readonly providers: readonly Pick<Provider, 'id' | 'account'>[];
  /** Of those left out no field is shown. */
  readonly channels?: readonly Pick<Channel, 'id' | 'account'>[] | undefined;
  /** Words of this computer: the user's name, its own. */
  readonly own: readonly string[];
  /** Names, addresses, accounts and users are told apart, but not told. */
  readonly hideNames: boolean;
}

/** A sign-in and the values of a query: somebody's source may want a token there. */
function withoutUrlSecrets(text: string): string {
  return text.replace(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>\\]+/gi, (url) => {
    const [start = '', ...query] = url.split('?');
    const open = start.replace(/^([^/]*\/\/)[^/@]*@/, `$1${redacted}@`);
    const values = query.join('?').replace(/=[^&#]*/g, `=${redacted}`);
    return query.length === 0 ? open : `${open}?${values}`;
  });
}

interface Parts {
  readonly settings: string;
  readonly troubles: readonly string[];
  readonly addresses: readonly string[];
  readonly records: readonly string[];
  readonly accounts: readonly string[];
  readonly channels: readonly string[];
  readonly timeline: readonly string[];
  readonly log: readonly string[];
}

/** What is told, without what is always the same. */
function partsOf(input: DiagnosticsInput, document: SettingsDocument): Parts {
  const { snapshot, state, lines, write } = input;
  const { lastCheck, nextCheck, offlineSince, paused } = state;
  const whole = {
    lastCheck: time(lastCheck),
    nextCheck: time(nextCheck),
    offlineSince: time(offlineSince),
    pausedSince: time(paused?.at),
    pausedUntil: time(paused?.until),
  };
  return {
    settings: write(document).trimEnd(),
    troubles: snapshot.troubles.map(({ kind, sentence }) => `${kind}: ${sentence}`),
    addresses: [
      factLine('state', whole),
      ...families.map((family) => familyLine(family, state.families[family])),
    ],
    records: Object.entries(state.records).map(([id, each]) => recordLine(id, each)),
    accounts: Object.entries(state.accounts).map(([id, each]) => accountLine(id, each)),
    channels: Object.entries(state.channels ?? {}).map(([id, each]) => channelLine(id, each)),
    timeline: snapshot.timeline.map(({ at, kind, sentence }) => `${time(at)} ${kind} ${sentence}`),
    log: lines.map(logLine),
  };
}

function mapParts(parts: Parts, change: (text: string) => string): Parts {
  const all = (list: readonly string[]) => list.map(change);
  return {
    settings: change(parts.settings),
    troubles: all(parts.troubles),
    addresses: all(parts.addresses),
    records: all(parts.records),
    accounts: all(parts.accounts),
    channels: all(parts.channels),
    timeline: all(parts.timeline),
    log: all(parts.log),
  };
}

function kindsOf({ providers, channels = [] }: DiagnosticsInput) {
  return { providers, channels };
}

/** The parts with labels in place of whatever is the user's own. */
function hiddenParts(input: DiagnosticsInput, document: SettingsDocument): Parts {
  const { state, own } = input;
  const kinds = kindsOf(input);
  // Of the whole: what is not shown there may still stand in the log.
  const words = privateWords(input.document, state, kinds);
  const source = Object.values(partsOf(input, document)).flat().join('\n');
  const labels = createLabels(source);
  const labelled = labelledDocument(document, kinds, words, labels);
  const hide = createHider({ ...words, users: [...words.users, ...own] }, labels);
  return mapParts(partsOf(input, labelled), (text) => hide(clean(input, text)));
}

function clean({ redact }: DiagnosticsInput, text: string): string {
  return withoutUrlSecrets(redact(text));
}

/**
 * One text file that tells somebody who is to help how things stand: versions, troubles, settings,
 * state and the latest log. It holds no secret. With `hideNames` it holds no host name, address,
 * account or user either; each has a label that is the same throughout the file. Pure.
 */
export function diagnosticText(input: DiagnosticsInput): string {
  const { snapshot, hideNames, now } = input;
  const texts = catalogue(snapshot.language).diagnostics;
  const document = openDocument(input.document, kindsOf(input), input.redact);
  const parts = hideNames
    ? hiddenParts(input, document)
    : mapParts(partsOf(input, document), (text) => clean(input, text));
  const section = (title: string, lines: readonly string[]) =>
    [`== ${title} ==`, ...(lines.length === 0 ? [texts.none] : lines)].join('\n');
  const head = [
    texts.title,
    hideNames ? texts.hidden : texts.open,
    '',
    `${texts.version}: ${snapshot.version}`,
    `${texts.system}: ${input.redact(input.system)}`,
    `${texts.time}: ${time(now)}`,
    `${texts.language}: ${snapshot.language}`,
  ].join('\n');
  const sections = [
    section(texts.troubles, parts.troubles),
    section(texts.settings, [parts.settings]),
    section(texts.addresses, parts.addresses),
    section(texts.records, parts.records),
    section(texts.accounts, parts.accounts),
    section(texts.channels, parts.channels),
    section(texts.timeline, parts.timeline),
    section(texts.log, parts.log),
  ];
  return `${[head, ...sections].join('\n\n')}\n`;
}
