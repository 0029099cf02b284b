import type { Localized } from '../../contract/language.ts';
import type { Rcode } from '../../core/dns/codes.ts';
import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
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
function untrusted(text: Localized, rcode: Rcode, { write }: Exchange): SignatureVerdict {
  const detail = {
    en: `${text.en} (it says ${rcode})`,
    'zh-CN': `${text['zh-CN']}（应答为 ${rcode}）`,
  };
  return fail(failure('unknown', detail, write ? { unconfirmed: true } : {}));
}

/** What a TSIG error says, RFC 8945 5.2. */
function refusalText(error: Rcode, { key, host }: Exchange): Localized {
  switch (error) {
    case 'BADKEY':
      return {
        en: `${host} does not know the key ${key.name} with ${key.algorithm}`,
        'zh-CN': `${host} 没有算法为 ${key.algorithm} 的密钥 ${key.name}`,
      };
    case 'BADSIG':
    case 'BADTRUNC':
      return {
        en: `${host} refused the signature of the key ${key.name}, so the secret differs`,
        'zh-CN': `${host} 拒绝了密钥 ${key.name} 的签名，说明两边的密文不同`,
      };
    case 'BADTIME':
      return {
        en: `${host} refused the time of the signature`,
        'zh-CN': `${host} 不接受签名的时间`,
      };
    default:
      return {
        en: `${host} refused the signature (${error})`,
        'zh-CN': `${host} 拒绝了签名（${error}）`,
      };
  }
}

function refused(error: Rcode, exchange: Exchange): SignatureVerdict {
  const kind: FailureKind = error === 'BADTIME' ? 'clock' : 'auth';
  return fail(failure(kind, refusalText(error, exchange), { scope: 'account' }));
}

/**
 * A refusal that anybody on the way can write, such as the name server of a hotel that takes what is
 * not meant for it. For a key that has worked it must not stop the account for good.
 */
function unproved(text: Localized, { key, host, write }: Exchange): SignatureVerdict {
  const why = {
    en: `${text.en}; it took the key ${key.name} before, and nothing proves that ${host} itself answered`,
    'zh-CN': `${text['zh-CN']}；但它以前接受过密钥 ${key.name}，且无法证明应答确实来自 ${host}`,
  };
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
      const { error } = verification;
      if (!exchange.proved || error === 'BADTIME') return refused(error, exchange);
      return unproved(refusalText(error, exchange), exchange);
    }
    case 'unsigned':
      if (rcode === 'NOTAUTH') {
        // PowerDNS says no more than this of a key, a secret and a time that it refuses.
        const { name } = exchange.key;
        const why = {
          en: `${host} refused the key ${name}, so its name, algorithm or secret differs, or the clock is off`,
          'zh-CN': `${host} 拒绝了密钥 ${name}，可能是名称、算法或密文不同，或时钟不准`,
        };
        if (exchange.proved) return unproved(why, exchange);
        return fail(failure('auth', why, { scope: 'account' }));
      }
      return untrusted(
        { en: `the answer of ${host} is not signed`, 'zh-CN': `${host} 的应答没有签名` },
        rcode,
        exchange,
      );
    case 'unknownKey':
      return untrusted(
        {
          en: `the answer of ${host} is signed with another key`,
          'zh-CN': `${host} 的应答是用另一个密钥签名的`,
        },
        rcode,
        exchange,
      );
    case 'badMac':
      return untrusted(
        { en: `the answer of ${host} has a wrong signature`, 'zh-CN': `${host} 的应答签名有误` },
        rcode,
        exchange,
      );
    case 'badTime':
      return untrusted(
        {
          en: `the answer of ${host} is signed at another time`,
          'zh-CN': `${host} 的应答签名时间不符`,
        },
        rcode,
        exchange,
      );
  }
}
