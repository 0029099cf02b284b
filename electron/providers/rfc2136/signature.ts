import type { Rcode } from '../../core/dns/codes.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import type { TsigKey, Verification } from '../signing/tsig.ts';

export type SignatureVerdict =
  | { readonly kind: 'genuine' }
  /** The server refused our time and proved who it is; seconds since 1970. */
  | { readonly kind: 'clock'; readonly serverTime: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Exchange {
  readonly key: TsigKey;
  readonly host: string;
  /** The request was an update, which may have been done. */
  readonly write: boolean;
  /** The server has proved before that it knows the key. */
  readonly proved: boolean;
}

function fail(why: Failure): SignatureVerdict {
  return { kind: 'failed', failure: why };
}

/** An answer that nobody vouches for says nothing about what became of a write. */
function untrusted(detail: string, rcode: Rcode, { write }: Exchange): SignatureVerdict {
  return fail(
    failure('unknown', `${detail} (it says ${rcode})`, write ? { unconfirmed: true } : {}),
  );
}

function refused(error: Rcode, { key, host }: Exchange): SignatureVerdict {
  const account = { scope: 'account' } as const;
  switch (error) {
    case 'BADKEY':
      return fail(
        failure('auth', `${host} does not know the key ${key.name} with ${key.algorithm}`, account),
      );
    case 'BADSIG':
    case 'BADTRUNC':
      return fail(
        failure(
          'auth',
          `${host} refused the signature of the key ${key.name}: the secret differs`,
          account,
        ),
      );
    case 'BADTIME':
      return fail(failure('clock', `${host} refused the time of the signature`, account));
    default:
      return fail(failure('auth', `${host} refused the signature (${error})`, account));
  }
}

/**
 * A refusal that anybody on the way can write, such as the name server of a hotel that takes what is
 * not meant for it. For a key that has worked it must not stop the account for good.
 */
function unproved(detail: string, { key, host, write }: Exchange): SignatureVerdict {
  const why = `${detail}; it took the key ${key.name} before, and nothing proves that ${host} itself answered`;
  return fail(
    failure('unknown', why, { scope: 'account', ...(write ? { unconfirmed: true } : {}) }),
  );
}

/**
 * What the signature of an answer to a signed request says, RFC 8945 5.3. Refusals of the key or the
 * signature come unsigned by their nature, and are believed until the key has worked once; anything
 * else unsigned is not believed.
 */
export function judgeSignature(
  verification: Verification,
  rcode: Rcode,
  exchange: Exchange,
): SignatureVerdict {
  const { host } = exchange;
  switch (verification.kind) {
    case 'verified':
      if (verification.error === 'NOERROR') return { kind: 'genuine' };
      if (verification.error !== 'BADTIME') return refused(verification.error, exchange);
      return verification.serverTime === undefined
        ? refused('BADTIME', exchange)
        : { kind: 'clock', serverTime: verification.serverTime };
    case 'refused': {
      const verdict = refused(verification.error, exchange);
      if (!exchange.proved || verdict.kind !== 'failed' || verdict.failure.kind !== 'auth') {
        return verdict;
      }
      return unproved(verdict.failure.detail, exchange);
    }
    case 'unsigned':
      if (rcode === 'NOTAUTH') {
        // PowerDNS says no more than this of a key, a secret and a time that it refuses.
        const why = `${host} refused the key ${exchange.key.name}: its name, algorithm or secret differs, or the clock is off`;
        if (exchange.proved) return unproved(why, exchange);
        return fail(failure('auth', why, { scope: 'account' }));
      }
      return untrusted(`the answer of ${host} is not signed`, rcode, exchange);
    case 'unknownKey':
      return untrusted(`the answer of ${host} is signed with another key`, rcode, exchange);
    case 'badMac':
      return untrusted(`the answer of ${host} has a wrong signature`, rcode, exchange);
    case 'badTime':
      return untrusted(`the answer of ${host} is signed at another time`, rcode, exchange);
  }
}
