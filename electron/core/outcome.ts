import type { Language, Localized } from '../contract/language.ts';
import type { Address } from './address.ts';

/**
 * What a provider call can fail with. The updater reacts to these and to nothing else; a provider
 * maps each of its replies to one of them.
 */
export const failureKinds = [
  /** The credential is wrong, expired, or may not do this. */
  'auth',
  /** The account or host is locked for abuse, or the client is banned. */
  'blocked',
  /** The account's plan does not include this. */
  'plan',
  'zoneNotFound',
  'recordNotFound',
  'hostNotFound',
  /** Another record (a CNAME, an alias, a policy set, a concurrent edit) is in the way. */
  'conflict',
  /** The signature's time was refused: the computer's clock is off. */
  'clock',
  'rateLimited',
  /** The provider failed: 5xx, 911, SERVFAIL. */
  'server',
  /** The provider could not be reached, or did not answer in time. */
  'network',
  /** This computer has no connection. */
  'offline',
  /** A sign-in page of the local network answered in place of the provider. */
  'captive',
  'proxyAuth',
  /** The certificate was refused. */
  'tls',
  /** The reply names another address than the one sent. */
  'mismatch',
  /** A value was refused: a TTL, an address, a name. */
  'invalid',
  /** A reply that no rule of ours covers. */
  'unknown',
] as const;

export type FailureKind = (typeof failureKinds)[number];

/** How we know that a record is right, weakest first. */
export type Evidence = 'accepted' | 'provider' | 'authoritative';

export interface Success {
  readonly kind: 'updated' | 'created' | 'alreadyRight';
  /** `accepted`: the provider took it without saying what it holds. `provider`: its reply named the value. */
  readonly evidence: Exclude<Evidence, 'authoritative'>;
  /** What the record held before, where the provider told us. */
  readonly previous?: Address | undefined;
  /** Proxied records answer with the proxy's address, so DNS cannot confirm them. */
  readonly proxied?: boolean | undefined;
}

/** The provider's own words as they came, or ours in every language. */
export type Detail = string | Localized;

export interface Failure {
  readonly kind: FailureKind;
  /** What the provider said, or what we saw: short, without secrets. Ours has no final full stop. */
  readonly detail: Detail;
  /** Whether the account as a whole is refused, or just this record. */
  readonly scope: 'account' | 'record';
  /** Milliseconds to wait at least, where the provider said so. */
  readonly retryAfter?: number | undefined;
  /** The write may have happened: the request left, the answer did not come. */
  readonly unconfirmed?: boolean | undefined;
}

export type Outcome = Success | Failure;

export function isFailureKind(kind: Outcome['kind']): kind is FailureKind {
  return (failureKinds as readonly string[]).includes(kind);
}

export function isFailure(outcome: Outcome): outcome is Failure {
  return isFailureKind(outcome.kind);
}

/** Longest text of a provider that we keep or show. */
export const detailLimit = 300;

/**
 * One line of a foreign text, fit for a log and a terminal: controls and bidi marks out, capped.
 */
export function cleanDetail(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > detailLimit ? `${line.slice(0, detailLimit - 1)}…` : line;
}

/** A detail in that language; the provider's own words are the same in every one. */
export function detailText(detail: Detail, language: Language): string {
  return typeof detail === 'string' ? detail : detail[language];
}

function cleaned(detail: Detail): Detail {
  if (typeof detail === 'string') return cleanDetail(detail);
  return { en: cleanDetail(detail.en), 'zh-CN': cleanDetail(detail['zh-CN']) };
}

/** Makes a failure; the record alone is concerned unless said otherwise. */
export function failure(
  kind: FailureKind,
  detail: Detail,
  more: Partial<Omit<Failure, 'kind' | 'detail'>> = {},
): Failure {
  return { kind, detail: cleaned(detail), scope: 'record', ...more };
}

/** Where a provider or a source broke its promise to us. */
export const ownFault: Localized = {
  en: 'a fault in DDNS Tray itself; the log has more',
  'zh-CN': 'DDNS Tray 自身出错，详情见日志',
};

/** For a record that nobody gave an outcome for, by some fault: it may have been written. */
export const missingOutcome: Failure = failure(
  'unknown',
  { en: 'nothing was told about this record', 'zh-CN': '没有得到关于这条记录的任何结果' },
  { unconfirmed: true },
);
