import { NetError, type NetErrorKind } from '../core/ports.ts';

/** What the caller knows about a failed exchange, beside the error itself. */
export interface Exchange {
  /** Whom the error text names: a host name, without port, path or user. */
  readonly host: string;
  /** The connection stood, so the request may have left. */
  readonly sent: boolean;
}

const kinds: Readonly<Record<string, NetErrorKind>> = {
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTDOWN: 'offline',
  ENONET: 'offline',
  EADDRNOTAVAIL: 'offline',
  EAFNOSUPPORT: 'offline',
  EAI_AGAIN: 'offline',
  EAI_ADDRFAMILY: 'offline',
  ENOTFOUND: 'notFound',
  ENODATA: 'notFound',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  EPROTO: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  INVALID_NON_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  PATH_LENGTH_EXCEEDED: 'tls',
};

/** OpenSSL's certificate verdicts and Node's own TLS errors. Node.js docs, `tls`, "X509 certificate error codes". */
const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_C|DEPTH_ZERO_|SELF_SIGNED_|ISSUER_|AKID_|KEYUSAGE_|SUBJECT_ISSUER_)/;

function field(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null
    ? (error as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** Codes of the error, of what it wraps, and of the attempts that it sums up, nearest first. */
function codes(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const code = field(error, 'code');
  const attempts = field(error, 'errors');
  return [
    ...(Array.isArray(attempts) ? attempts : []).flatMap((one) => codes(one, depth + 1)),
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? [code] : []),
    ...codes(field(error, 'cause'), depth + 1),
  ];
}

function kindOf(code: string): NetErrorKind | undefined {
  return kinds[code] ?? (tlsCode.test(code) ? 'tls' : undefined);
}

/** Axios' own codes say less than what they wrap. */
const vague = /^ERR_(?:BAD_|NETWORK$|CANCELED$|FR_)/;

/**
 * Turns anything that a socket, a TLS handshake or axios throws into a {@link NetError}. Only a
 * code of capital letters is taken over; the message, the request and the cause stay behind, because
 * they hold headers, queries and bodies.
 */
export function toNetError(error: unknown, { host, sent }: Exchange): NetError {
  const all = codes(error).filter((code) => !vague.test(code));
  // A name has several addresses: an answer, even a refusal, tells more than a family without a route.
  const known = all.filter((code) => kindOf(code) !== undefined);
  const code = known.find((one) => kindOf(one) !== 'offline') ?? known[0];
  if (code !== undefined) return new NetError(kindOf(code) ?? 'other', host, code, sent);
  const message = field(error, 'message');
  if (typeof message === 'string') {
    if (message.startsWith('maxContentLength size'))
      return new NetError('tooLarge', host, undefined, true);
    if (message === 'stream has been aborted') return new NetError('reset', host, undefined, true);
  }
  return new NetError('other', host, all[0], sent);
}
