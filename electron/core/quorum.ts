import { type Address, classify, type Family, sameAddress } from './address.ts';
import { grouped } from './grouped.ts';
import { type Ask, type Hedge, openHedge } from './hedge.ts';
import type { Clock } from './ports.ts';
import { type Answer, type Source, SourceFailure, type SourceFailureKind } from './source.ts';
import type { Detection, Silence, Voice } from './state.ts';

/** Voices of different operators that make an address true, where they are more than half. */
const majority = 2;
/** With so many voices and no majority, the sources disagree. */
const mostVoices = 5;
/** Sources without an answer that one round puts up with. */
const mostSilences = 4;
/** So many that could send nothing at all are enough to know that there is no connection. */
const mostOffline = 2;
/** Sources that are waited for at the same time. */
const mostAtOnce = 4;

const unreachable: ReadonlySet<SourceFailureKind> = new Set(['offline', 'network', 'timeout']);

export interface Question {
  readonly family: Family;
  /** In the order of asking. A gateway is none of them. */
  readonly sources: readonly Source[];
  /** Only the first so many may be asked while nothing speaks for a change; all when undefined. */
  readonly openers?: number | undefined;
  /** The last confirmed address. */
  readonly confirmed: Address | undefined;
  /** The gateway's own word, where it is a global address. */
  readonly gateway?: Voice | undefined;
  /** Something contradicts the confirmed address already: one voice for it is not enough. */
  readonly doubted?: boolean | undefined;
  /** How many are asked at the same time at first: two where a change is expected. */
  readonly atOnce?: 1 | 2 | undefined;
  /** Voices that one round hears; {@link mostVoices} when undefined. */
  readonly mostVoices?: number | undefined;
  /** Milliseconds that a source is waited for before the next is asked beside it. */
  readonly patience: (source: Source) => number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly ask: (source: Source, signal: AbortSignal) => Promise<Answer>;
}

export interface Round {
  readonly detection: Detection;
  /** Everybody who was asked, in the order of asking. */
  readonly asks: readonly Ask[];
}

/** What a source said, with how far it can be trusted. */
interface Heard extends Voice {
  /** Nobody on the way can have said it in the source's place: it came over https, or is the user's own. */
  readonly trusted: boolean;
}

/**
 * Learns one family's address. An answer that is the last confirmed address is enough. Anything
 * else, and the very first answer, needs the same word from a second operator, and one of the two
 * must be trusted; where two contradict each other more decide by majority; without one nobody is
 * believed. A source of the user's own that stands alone is believed at once. Where one is slow
 * another is asked beside it; what comes before the decision counts.
 *
 * Rejects only with what {@link Question.ask} throws that is no {@link SourceFailure}: an abort.
 */
export async function findAddress(question: Question): Promise<Round> {
  const { family, clock, signal, patience } = question;
  const able = question.sources.filter((source) => source.families.includes(family));
  const heard: Heard[] = [];
  const silent: Silence[] = [];
  const hedge = openHedge({
    clock,
    signal,
    patience,
    ask: async (source, inner) => publishable(await question.ask(source, inner), family),
  });
  try {
    for (;;) {
      askOthers(question, able, heard, hedge);
      if (hedge.open().length === 0) break;
      const ask = await hedge.next();
      if (ask?.result === undefined) continue;
      const { source, result } = ask;
      if (result instanceof SourceFailure) {
        silent.push({ source: source.id, kind: result.kind, detail: result.detail });
        if (isHopeless(heard, silent)) break;
        continue;
      }
      heard.push(voiceOf(source, result));
      const known = believed(question, able, heard);
      if (known !== undefined) {
        const voices = votes(question, heard).map(plain);
        return { detection: { kind: 'known', ...known, voices, silent }, asks: hedge.end() };
      }
      if (isOver(question, heard)) break;
    }
    return { detection: undecided(question, heard, silent), asks: hedge.end() };
  } finally {
    hedge.end();
  }
}

/** The last door before an address can become a record, whatever a source takes for an answer. */
function publishable(answer: Answer, family: Family): Answer {
  const { address } = answer;
  if (address.family !== family) throw new SourceFailure('family', address.text);
  if (classify(address) !== 'global') throw new SourceFailure('notGlobal', address.text);
  return answer;
}

/** True for a source whose answer nobody on the way can have given. */
export function isTrusted({ transport, own }: Pick<Source, 'transport' | 'own'>): boolean {
  return own || transport === 'https';
}

function voiceOf(source: Source, { address, evidence }: Answer): Heard {
  const { id, operator } = source;
  return { source: id, operator, address, evidence, trusted: isTrusted(source) };
}

function plain({ source, operator, address, evidence }: Voice): Voice {
  return { source, operator, address, evidence };
}

/** All that speak for an address: the gateway first, where it does. */
function votes({ gateway }: Question, heard: readonly Heard[]): readonly Heard[] {
  return gateway === undefined ? heard : [{ ...gateway, trusted: false }, ...heard];
}

/** Asks as many as are missing: two at first where a change is expected, then one for each that is late. */
function askOthers(
  question: Question,
  able: readonly Source[],
  heard: readonly Heard[],
  hedge: Hedge,
): void {
  const asked = new Set(hedge.asked());
  const wanted = heard.length === 0 ? (question.atOnce ?? 1) : 1;
  const mayAsk = heard.length > 0 ? able : able.slice(0, question.openers);
  while (hedge.fresh() < wanted && hedge.open().length < mostAtOnce) {
    const source = nextOf(
      mayAsk.filter((one) => !asked.has(one)),
      heard,
      hedge.open(),
    );
    if (source === undefined) return;
    asked.add(source);
    hedge.start(source);
  }
}

/**
 * The next to ask: of an operator that neither spoke nor is being asked; a trusted one where none
 * is yet, else one that the others' way does not lead to.
 */
function nextOf(
  left: readonly Source[],
  heard: readonly Heard[],
  open: readonly Source[],
): Source | undefined {
  const operators = new Set([...heard, ...open].map(({ operator }) => operator));
  const free = left.filter(({ operator }) => !operators.has(operator));
  if (operators.size === 0) return free[0];
  const trusts = heard.some(({ trusted }) => trusted) || open.some(isTrusted);
  const wished = trusts ? undefined : free.find(isTrusted);
  return wished ?? free[0];
}

function isHopeless(heard: readonly Heard[], silent: readonly Silence[]): boolean {
  if (silent.length >= mostSilences) return true;
  return (
    heard.length === 0 && silent.filter(({ kind }) => kind === 'offline').length >= mostOffline
  );
}

type Belief = { readonly address: Address; readonly by: 'steady' | 'quorum' | 'own' };

/** What the voices have come to; undefined where nobody is believed yet. */
function believed(
  question: Question,
  able: readonly Source[],
  heard: readonly Heard[],
): Belief | undefined {
  const { confirmed, doubted = false } = question;
  const [first] = heard;
  if (first === undefined) return undefined;
  const isSteady = heard.every(({ address }) => sameAddress(address, confirmed));
  if (isSteady && !doubted) return { address: first.address, by: 'steady' };
  const [alone] = able;
  if (able.length === 1 && alone?.own === true) return { address: first.address, by: 'own' };
  return agreed(votes(question, heard));
}

/** What more than half of the voices say, of two operators at least and one of them trusted. */
function agreed(voices: readonly Heard[]): Belief | undefined {
  for (const { address } of voices) {
    const agreeing = voices.filter((voice) => sameAddress(voice.address, address));
    if (agreeing.length < majority || agreeing.length * 2 <= voices.length) continue;
    if (agreeing.some(({ trusted }) => trusted)) return { address, by: 'quorum' };
  }
  return undefined;
}

/** True where no further voice could decide. */
function isOver(question: Question, heard: readonly Heard[]): boolean {
  const most = question.mostVoices ?? mostVoices;
  const voices = votes(question, heard);
  const left = most - (question.mostVoices === undefined ? voices : heard).length;
  const camps = grouped(voices, ({ address }) => address.text);
  const largest = Math.max(...[...camps.values()].map(({ length }) => length));
  return left <= 0 || (largest + left) * 2 <= voices.length + left;
}

function undecided(
  question: Question,
  heard: readonly Heard[],
  silent: readonly Silence[],
): Detection {
  const voices = votes(question, heard).map(plain);
  if (heard.length === 0) {
    return { kind: 'unavailable', why: isCutOff(silent) ? 'offline' : 'noAnswer', voices, silent };
  }
  const differing = new Set(voices.map(({ address }) => address.text)).size > 1;
  if (differing) return { kind: 'disagree', voices, silent };
  return { kind: 'unavailable', why: 'single', voices, silent };
}

/** One server that does not answer may be down itself; only several speak for the link. */
function isCutOff(silent: readonly Silence[]): boolean {
  const sure = silent.length > 1 || silent.some(({ kind }) => kind === 'offline');
  return sure && silent.every(({ kind }) => unreachable.has(kind));
}
