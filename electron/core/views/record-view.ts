import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { RecordStanding, RecordView } from '../../contract/snapshot.ts';
import { sameAddress } from '../address.ts';
import { accountOf } from '../engine.ts';
import { wantedAddress } from '../host-address.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import { type RecordState, recordState } from '../state.ts';
import { detectionData, detectionSentence } from './detection.ts';
import { type MissingAddress, missingAddress } from './missing-address.ts';
import { failureSentence, type NamedProvider, providerNamed } from './outcome.ts';
import { isWorthTelling, type Problem, problems } from './problems.ts';
import { type RecordTrouble, recordActions } from './record-actions.ts';
import type { ViewInput } from './view-input.ts';

interface Part extends ViewInput {
  readonly record: ManagedRecord;
  readonly known: RecordState;
  readonly provider: NamedProvider;
  readonly problem: Exclude<Problem, { kind: 'disagree' }> | undefined;
}

/** How a record stands, and why. */
interface Fate {
  readonly standing: RecordStanding;
  /** Where the standing alone says too little. */
  readonly label?: 'noAddress' | 'notHere' | undefined;
  readonly sentence: string;
  readonly trouble: RecordTrouble;
}

const noTrouble: RecordTrouble = { kind: 'none' };

/** A problem of the account's credentials goes before what failed earlier. */
function problemOf(record: ManagedRecord, all: readonly Problem[]): Part['problem'] {
  const own = all.filter((one) => one.kind !== 'disagree');
  return own.find(({ records }) => records.includes(record.id));
}

function problemFate(part: Part, problem: NonNullable<Part['problem']>): Fate {
  const { record, known, provider, language, now } = part;
  const texts = catalogue(language);
  if (problem.kind === 'locked') {
    const sentence = texts.status.rest.locked(problem.account);
    return { standing: 'locked', sentence, trouble: { kind: 'locked' } };
  }
  const { failure: kind, stopped } = problem;
  const trouble: RecordTrouble = { kind: 'failure', failure: kind, stopped };
  const { last } = known;
  // The account's trouble may have come from another record; each tells its own words first.
  const detail = last !== undefined && last.kind === kind ? last.detail : problem.detail;
  const unconfirmed = known.unconfirmed !== undefined;
  // When it is tried again stands beside the sentence.
  const failure = { kind, detail, unconfirmed, record, provider, stopped };
  const sentence = failureSentence(failure, language, 'desktop');
  const passing = !isWorthTelling(problem, now);
  return { standing: stopped ? 'stopped' : passing ? 'waiting' : 'failed', sentence, trouble };
}

function missingFate(part: Part, missing: MissingAddress): Fate {
  const { record, known, state, language } = part;
  const { tray, status } = catalogue(language);
  const family = familyOf(record.type);
  const last = state.families[family].last;
  const held = known.published?.address.text;
  if (missing === 'excused' && held === undefined) {
    return {
      standing: 'unknown',
      label: 'notHere',
      sentence: tray.notHere(status.family[family]),
      trouble: noTrouble,
    };
  }
  const why = last && detectionSentence(detectionData(last), family, language, 'desktop');
  const sentence = held === undefined ? (why ?? '') : status.detection.keeps(why ?? '', held);
  const standing = missing === 'lasting' ? 'failed' : 'waiting';
  return { standing, label: 'noAddress', sentence, trouble: { kind: 'noAddress', last } };
}

function upToDateSentence({ known, language }: Part): string {
  const { tray, status } = catalogue(language);
  const { evidence, verification } = known;
  const how = evidence === undefined ? '' : tray.evidence[evidence];
  if (verification === undefined || evidence === 'authoritative') return how;
  const { outcomes } = catalogue(language);
  return outcomes.sentence([how, status.verification[verification.kind]].filter(Boolean));
}

/** It was never sent, and nothing of its own went wrong. */
function isUntouched({ published, failures, stopped, unconfirmed }: RecordState): boolean {
  const clean = published === undefined && unconfirmed === undefined;
  return clean && failures === 0 && stopped === undefined;
}

function fateOf(part: Part): Fate {
  const { record, known, state, activity, problem, language } = part;
  const { tray, status } = catalogue(language);
  // Without a check under way, the mark is of a write that was cut off.
  if (known.inFlight !== undefined && activity !== undefined) {
    return { standing: 'working', sentence: '', trouble: noTrouble };
  }
  const missing = missingAddress(record, state);
  // What stops its account says nothing of a record that this network has no address for.
  const needless = missing === 'excused' && isUntouched(known) && problem?.kind !== 'locked';
  if (problem !== undefined && !needless) return problemFate(part, problem);
  if (missing !== undefined && (missing !== 'brief' || known.published === undefined)) {
    return missingFate(part, missing);
  }
  if (known.inFlight !== undefined || known.unconfirmed !== undefined) {
    return { standing: 'waiting', sentence: status.rest.underWay, trouble: { kind: 'underWay' } };
  }
  const { address, last } = state.families[familyOf(record.type)];
  const present = address && wantedAddress(record, address);
  if (address !== undefined && present === undefined) {
    return { standing: 'failed', sentence: status.rest.notGlobal, trouble: { kind: 'notGlobal' } };
  }
  if (known.published === undefined) {
    if (present !== undefined) {
      return { standing: 'waiting', sentence: tray.notWritten, trouble: { kind: 'unwritten' } };
    }
    const trouble: RecordTrouble = { kind: 'noAddress', last };
    return { standing: 'unknown', sentence: status.rest.nothing, trouble };
  }
  if (present !== undefined && !sameAddress(present, known.published.address)) {
    const sentence = status.rest.outdated(present.text);
    return { standing: 'waiting', sentence, trouble: { kind: 'unwritten' } };
  }
  return { standing: 'upToDate', sentence: upToDateSentence(part), trouble: noTrouble };
}

/** When it is tried again; a time that has passed waits for the next regular check. */
function nextTryOf(record: ManagedRecord, { state, now }: ViewInput): number | undefined {
  const times = [recordState(state, record.id).nextTry, state.accounts[record.account]?.nextTry];
  const latest = Math.max(...times.map((time) => time ?? 0));
  return latest > now ? latest : undefined;
}

/** The page of a provider that helps, where it is one. */
export function linkOf({ docs }: NamedProvider): string | undefined {
  return docs?.startsWith('https://') === true ? docs : undefined;
}

/** Every record of the settings, in their order. */
export function recordViews(input: ViewInput): readonly RecordView[] {
  const all = problems(input.state, input.settings);
  const texts = catalogue(input.language).tray.standing;
  return input.settings.records.map((record): RecordView => {
    const { id, name, type, account } = record;
    const known = recordState(input.state, id);
    const provider = providerNamed(
      accountOf(input.settings, account).provider,
      input.find,
      account,
    );
    const problem = problemOf(record, all);
    const nextTry = nextTryOf(record, input);
    const fate = fateOf({ ...input, record, known, provider, problem });
    const link = linkOf(provider);
    const waits = fate.standing === 'waiting' || fate.standing === 'failed';
    return {
      id,
      name,
      type,
      account,
      provider: provider.name[input.language],
      standing: fate.standing,
      label: texts[fate.label ?? fate.standing],
      sentence: fate.sentence,
      address: known.published?.address.text,
      changed: known.published?.at,
      checked: known.checked ?? known.last?.at,
      nextTry: waits ? nextTry : undefined,
      link,
      actions: recordActions(fate.trouble, link),
    };
  });
}
