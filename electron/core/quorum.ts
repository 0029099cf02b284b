import { type Address, classify, type Family, sameAddress } from './address.ts';
import { type Answer, type Source, SourceFailure, type SourceFailureKind } from './source.ts';
import type { Detection, Silence, Voice } from './state.ts';

/** Voices of different operators that make an address true. */
const majority = 2;
/** With so many voices and no majority, the sources disagree. */
const mostVoices = 3;
/** Sources without an answer that one round puts up with. */
const mostSilences = 4;
/** So many that could send nothing at all are enough to know that there is no connection. */
const mostOffline = 2;

const unreachable: ReadonlySet<SourceFailureKind> = new Set(['offline', 'network', 'timeout']);

export interface Round {
  readonly detection: Detection;
  /** Whose turn it is next time. */
  readonly turn: number;
}

export interface Question {
  readonly family: Family;
  readonly sources: readonly Source[];
  /** The last confirmed address. */
  readonly confirmed: Address | undefined;
  readonly turn: number;
  readonly ask: (source: Source) => Promise<Answer>;
}

/**
 * Learns one family's address. One source is asked, by rotation; an answer that is the last
 * confirmed address is enough. Anything else, and the very first answer, needs the same word from a
 * second operator; where two contradict each other a third decides; without a majority nobody is
 * believed. A source of the user's own that stands alone is believed at once.
 *
 * Rejects only with what {@link Question.ask} throws that is no {@link SourceFailure}: an abort.
 */
export async function findAddress(question: Question): Promise<Round> {
  const { family, confirmed, ask } = question;
  const able = question.sources.filter((source) => source.families.includes(family));
  const voices: Voice[] = [];
  const silent: Silence[] = [];
  let turn = able.length === 0 ? 0 : question.turn % able.length;
  const order = [...able.slice(turn), ...able.slice(0, turn)];

  for (const source of order) {
    if (voices.some((voice) => voice.operator === source.operator)) continue;
    turn = (able.indexOf(source) + 1) % able.length;
    try {
      const { address, evidence } = publishable(await ask(source), family);
      voices.push({ source: source.id, operator: source.operator, address, evidence });
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      silent.push({ source: source.id, kind: error.kind, detail: error.detail });
      if (isHopeless(voices, silent)) break;
      continue;
    }
    const by = believed(voices, confirmed, able.length === 1 && source.own);
    if (by !== undefined) return { detection: { kind: 'known', ...by, voices, silent }, turn };
    if (voices.length === mostVoices) break;
  }
  return { detection: undecided(voices, silent), turn };
}

/** The last door before an address can become a record, whatever a source takes for an answer. */
function publishable(answer: Answer, family: Family): Answer {
  const { address } = answer;
  if (address.family !== family) throw new SourceFailure('family', address.text);
  if (classify(address) !== 'global') throw new SourceFailure('notGlobal', address.text);
  return answer;
}

function isHopeless(voices: readonly Voice[], silent: readonly Silence[]): boolean {
  if (silent.length >= mostSilences) return true;
  return (
    voices.length === 0 && silent.filter(({ kind }) => kind === 'offline').length >= mostOffline
  );
}

type Belief = { readonly address: Address; readonly by: 'steady' | 'quorum' | 'own' };

function believed(
  voices: readonly Voice[],
  confirmed: Address | undefined,
  standsAlone: boolean,
): Belief | undefined {
  const [first] = voices;
  if (first === undefined) return undefined;
  if (voices.length === 1 && sameAddress(first.address, confirmed)) {
    return { address: first.address, by: 'steady' };
  }
  if (standsAlone) return { address: first.address, by: 'own' };
  for (const { address } of voices) {
    const agreeing = voices.filter((voice) => sameAddress(voice.address, address));
    if (agreeing.length >= majority) return { address, by: 'quorum' };
  }
  return undefined;
}

function undecided(voices: readonly Voice[], silent: readonly Silence[]): Detection {
  if (voices.length > 1) return { kind: 'disagree', voices, silent };
  if (voices.length === 1) return { kind: 'unavailable', why: 'single', voices, silent };
  return { kind: 'unavailable', why: isCutOff(silent) ? 'offline' : 'noAnswer', voices, silent };
}

/** One server that does not answer may be down itself; only several speak for the link. */
function isCutOff(silent: readonly Silence[]): boolean {
  const sure = silent.length > 1 || silent.some(({ kind }) => kind === 'offline');
  return sure && silent.every(({ kind }) => unreachable.has(kind));
}
