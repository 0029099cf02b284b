import type { LogLine } from '../../contract/log.ts';
import type { AccountState, ChannelState, FamilyState, RecordState } from '../state.ts';

type Fact = string | number | boolean | undefined;

/** ISO 8601, UTC. */
export function time(at: number | undefined): string | undefined {
  // Past these a Date has no text.
  const isTime = at !== undefined && Math.abs(at) <= 8.64e15;
  return isTime ? new Date(at).toISOString() : undefined;
}

/** `name: key=value key=value`, without what is not known. */
export function factLine(name: string, facts: Readonly<Record<string, Fact>>): string {
  const words = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${value}`],
  );
  return [`${name}:`, ...words].join(' ');
}

export function familyLine(family: string, state: FamilyState): string {
  const { address, since, seen, last } = state;
  const voices = last !== undefined && 'voices' in last ? last.voices : [];
  const silent = last !== undefined && 'silent' in last ? last.silent : [];
  return factLine(family, {
    address: address?.text,
    since: time(since),
    seen: time(seen),
    last: last?.kind,
    why: last?.kind === 'unavailable' ? last.why : undefined,
    by: last?.kind === 'known' ? last.by : undefined,
    voices:
      voices.map(({ source, address: told }) => `${source}:${told.text}`).join(',') || undefined,
    silent: silent.map(({ source, kind }) => `${source}:${kind}`).join(',') || undefined,
  });
}

export function recordLine(id: string, state: RecordState): string {
  const { published, inFlight, unconfirmed, stopped, last, verification } = state;
  return factLine(id, {
    published: published?.address.text,
    at: time(published?.at),
    evidence: state.evidence,
    last: last?.kind,
    lastAt: time(last?.at),
    checked: time(state.checked),
    failures: state.failures,
    failingSince: time(state.failingSince),
    nextTry: time(state.nextTry),
    stopped: stopped?.kind,
    stoppedAt: time(stopped?.at),
    inFlight: time(inFlight?.at),
    unconfirmed: time(unconfirmed?.at),
    verification: verification?.kind,
    verifiedAt: time(verification?.at),
    verifiedNext: time(verification?.next),
    verifiedTries: verification?.tries,
    proxied: state.proxied,
  });
}

/** Not the provider's memory: it may hold ids of the user's. */
export function accountLine(
  id: string,
  { provider, stopped, nextTry, failures }: AccountState,
): string {
  return factLine(id, {
    provider,
    failures,
    nextTry: time(nextTry),
    stopped: stopped?.kind,
    stoppedAt: time(stopped?.at),
  });
}

/** Not what waits, nor what was answered: a count and a kind tell enough. */
export function channelLine(
  id: string,
  { channel, waiting, sending, failures, nextTry, stopped, last }: ChannelState,
): string {
  return factLine(id, {
    channel,
    waiting: waiting.length,
    sending: time(sending?.at),
    last: last?.kind,
    lastAt: time(last?.at),
    failures,
    nextTry: time(nextTry),
    stopped: stopped?.kind,
    stoppedAt: time(stopped?.at),
  });
}

export function logLine({ at, level, message, details }: LogLine): string {
  return [time(at), level.padEnd(5), message, ...(details === '' ? [] : [details])].join(' ');
}
