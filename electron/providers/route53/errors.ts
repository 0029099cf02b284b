import { type Failure, type FailureKind, failure } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';
import { childrenOf, parseXml, textAt } from '../../core/xml.ts';
import type { HttpApi } from '../api/http-api.ts';

interface Said {
  readonly code: string;
  readonly message: string;
}

/** `<ErrorResponse><Error><Code/><Message/>`, or the code as the root with a list of messages. */
function saidIn(reply: Reply): Said | undefined {
  const root = parseXml(reply.body);
  if (root === undefined) return undefined;
  const code = textAt(root, 'Error', 'Code');
  if (code !== undefined) return { code, message: textAt(root, 'Error', 'Message') ?? '' };
  const [messages] = childrenOf(root, 'Messages');
  if (messages === undefined) return undefined;
  const texts = childrenOf(messages, 'Message').map(({ text }) => text);
  return { code: root.name, message: texts.join('; ') };
}

/** What concerns every further call of the account. */
const accountKinds: Readonly<Record<string, FailureKind>> = {
  InvalidClientTokenId: 'auth',
  InvalidAccessKeyId: 'auth',
  UnrecognizedClientException: 'auth',
  MissingAuthenticationToken: 'auth',
  MissingAuthenticationTokenException: 'auth',
  IncompleteSignature: 'auth',
  SignatureDoesNotMatch: 'auth',
  InvalidSignatureException: 'auth',
  ExpiredToken: 'auth',
  OptInRequired: 'plan',
  RequestExpired: 'clock',
  RequestTimeTooSkewed: 'clock',
  Throttling: 'rateLimited',
  ThrottlingException: 'rateLimited',
  RequestLimitExceeded: 'rateLimited',
};

/** What concerns one zone or one set. */
const recordKinds: Readonly<Record<string, FailureKind>> = {
  // A key may be allowed some zones, or some names of a zone, only.
  AccessDenied: 'auth',
  AccessDeniedException: 'auth',
  NoSuchHostedZone: 'zoneNotFound',
  InvalidInput: 'invalid',
  InvalidDomainName: 'invalid',
  MalformedInput: 'invalid',
  ValidationError: 'invalid',
  NoSuchHealthCheck: 'invalid',
  // Of one zone: what came before is still being worked on. The others may go on.
  PriorRequestNotComplete: 'server',
};

/** The texts that come with a signature that was made for another time. */
const wrongTime = /signature (?:expired|not yet current)/i;

/** A CNAME, an alias or a set with a routing policy stands where the set was to be. */
const inTheWay = /conflicting|already exists|exists with the same name|cannot be created as/i;

function kindOf({ code, message }: Said): FailureKind | undefined {
  if (accountKinds[code] === 'auth' && wrongTime.test(message)) return 'clock';
  if (code === 'InvalidChangeBatch') {
    if (inTheWay.test(message)) return 'conflict';
    return /not found/i.test(message) ? 'recordNotFound' : 'invalid';
  }
  return accountKinds[code] ?? recordKinds[code];
}

/**
 * Route 53's own words for a refusal; undefined where the status decides.
 * https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html
 */
export function explain(reply: Reply, api: HttpApi): Failure | undefined {
  if (reply.status < 400) return undefined;
  const said = saidIn(reply);
  if (said === undefined) return undefined;
  const detail = api.clean(said.message === '' ? said.code : `${said.message} (${said.code})`);
  const kind = kindOf(said);
  if (kind === undefined) return api.failureOf(reply, detail);
  const scope = said.code in accountKinds ? 'account' : 'record';
  return failure(kind, detail, { scope });
}
