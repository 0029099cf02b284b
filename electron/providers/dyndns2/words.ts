import type { FailureKind, Success } from '../../core/outcome.ts';

const minute = 60_000;

/** What a word of the protocol means for us. */
export type Meaning = Acceptance | Refusal;

interface Acceptance {
  readonly kind: Success['kind'];
}

export interface Refusal {
  readonly kind: FailureKind;
  readonly scope: 'account' | 'record';
  /** Milliseconds. */
  readonly retryAfter?: number;
  /** The host is in trouble; a preset may know a pause of its own. */
  readonly trouble?: boolean;
}

const updated: Meaning = { kind: 'updated' };
// Only that host's word for it: it says that the address did not change, not which one it holds.
const unchanged: Meaning = { kind: 'alreadyRight' };
const credential: Meaning = { kind: 'auth', scope: 'account' };
const plan: Meaning = { kind: 'plan', scope: 'account' };
const noHost: Meaning = { kind: 'hostNotFound', scope: 'record' };
const blocked: Meaning = { kind: 'blocked', scope: 'account' };
const refused: Meaning = { kind: 'invalid', scope: 'record' };
const down: Meaning = {
  kind: 'server',
  scope: 'account',
  retryAfter: 30 * minute,
  trouble: true,
};

/**
 * The return codes of dyndns2 (Dyn "Return Codes", No-IP "Response", Dynu "Response Code") and the
 * spellings of hosts that follow it.
 */
export const meanings: Readonly<Record<string, Meaning>> = {
  good: updated,
  ok: updated,
  successfully_changed: updated,
  nochg: unchanged,
  no_change: unchanged,
  badauth: credential,
  '!donator': plan,
  not_donator: plan,
  notfqdn: noHost,
  nohost: noHost,
  numhost: noHost,
  '!yours': noHost,
  '!active': noHost,
  abuse: blocked,
  blocked,
  badagent: blocked,
  interval: { kind: 'rateLimited', scope: 'record', retryAfter: 15 * minute },
  dnserr: { kind: 'server', scope: 'record', retryAfter: 30 * minute, trouble: true },
  '911': down,
  servererror: down,
  badsys: refused,
  badip: refused,
  badrequest: refused,
};

/** True where the host says that the record holds our address now. */
export function isSuccess(meaning: Meaning): meaning is Acceptance {
  return meaning.kind === 'updated' || meaning.kind === 'alreadyRight';
}
