import { families } from './address.ts';
import { withPresentPause } from './pause.ts';
import { punishingRest, shortestRepeat } from './schedule.ts';
import { presentMemory } from './source-memory.ts';
import { type AppState, type RecordState, withFamily, withRecord } from './state.ts';
import { mostAway } from './steady.ts';

/** A clock that was further ahead than this was wrong, and a wait that it began would have no end. */
const farAhead = 2 * shortestRepeat;

/**
 * Counts from now what a clock that was ahead has put into the future: else a host that punishes
 * repetition would be left alone, and a pause would last, for as long as the clock was wrong. `now`
 * is in milliseconds since 1970; the same state comes back where there is nothing of the kind.
 */
export function withoutFuture(state: AppState, now: number): AppState {
  return withPresentPause(withPresentSources(withPresentWaits(state, now), now), now);
}

/** What is remembered of the sources, and when the Internet is to be asked again. */
function withPresentSources(state: AppState, now: number): AppState {
  const so = families.reduce((before, family) => {
    const { askAgain = now, ...known } = before.families[family];
    return askAgain - now > mostAway ? withFamily(before, family, known) : before;
  }, state);
  const memories = Object.entries(so.sources ?? {});
  const present = memories.map(([key, memory]) => [key, presentMemory(memory, now)] as const);
  if (present.every(([key, memory]) => memory === so.sources?.[key])) return so;
  return { ...so, sources: Object.fromEntries(present) };
}

function withPresentWaits(state: AppState, now: number): AppState {
  const horizon = now + farAhead;
  const isAhead = ({ last, inFlight, unconfirmed, published }: RecordState) =>
    [last, inFlight, unconfirmed, published].some((one) => (one?.at ?? now) > horizon);
  const records = Object.entries(state.records).reduce(
    (so, [id, record]) => (isAhead(record) ? withRecord(so, id, (one) => setBack(one, now)) : so),
    state,
  );
  const waiting = Object.entries(records.accounts);
  if (waiting.every(([, { nextTry = 0 }]) => nextTry <= horizon)) return records;
  const accounts = waiting.map(([id, account]) => {
    const isFar = (account.nextTry ?? 0) > horizon;
    return [id, isFar ? { ...account, nextTry: now + punishingRest } : account] as const;
  });
  return { ...records, accounts: Object.fromEntries(accounts) };
}

function setBack(record: RecordState, now: number): RecordState {
  const { last, nextTry, inFlight, unconfirmed, published } = record;
  const ahead = Math.max((last?.at ?? now) - now, 0);
  return {
    ...record,
    nextTry: nextTry === undefined ? undefined : nextTry - ahead,
    last: notAfter(last, now),
    inFlight: notAfter(inFlight, now),
    unconfirmed: notAfter(unconfirmed, now),
    published: notAfter(published, now),
  };
}

function notAfter<Dated extends { readonly at: number }>(
  one: Dated | undefined,
  now: number,
): Dated | undefined {
  return one === undefined ? undefined : { ...one, at: Math.min(one.at, now) };
}
