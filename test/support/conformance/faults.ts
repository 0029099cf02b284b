import { type EmulatedReply, type EmulatedRequest, type Fault, faults } from '../emulator.ts';
import type { Moment, WorldFault } from './world.ts';

/** How a service itself refuses. */
export interface OwnRefusals {
  readonly credential: EmulatedReply;
  /** A refusal whose text repeats the credential. */
  readonly secretEchoed: EmulatedReply;
}

/** More than any provider reads of one answer. */
const tooMuch = 5 * 1024 * 1024;

const replies: Readonly<
  Record<Exclude<WorldFault, keyof OwnRefusals | 'answerLost'>, Fault['reply']>
> = {
  offline: { error: 'offline', code: 'ENETUNREACH' },
  refused: { error: 'refused', code: 'ECONNREFUSED' },
  tls: { error: 'tls', code: 'CERT_HAS_EXPIRED' },
  proxyAuth: { error: 'proxyAuth' },
  hang: faults.hang,
  reset: faults.reset,
  serverError: faults.status(500, 'Internal Server Error'),
  badGateway: faults.badGateway,
  unavailable: faults.status(503, 'Service Unavailable'),
  rateLimited: faults.rateLimited(),
  rateLimitedFor90s: faults.rateLimited('90'),
  truncated: faults.truncated,
  oversized: faults.oversized(tooMuch),
  html: faults.html,
  redirect: faults.redirect('https://elsewhere.test/client/v4?next=1'),
};

/** The fault of an emulator that a fault of a world comes to. */
export function faultOf(
  fault: WorldFault,
  at: Moment | undefined,
  own: OwnRefusals,
  isWrite: (request: EmulatedRequest) => boolean,
): Fault {
  const when = (request: EmulatedRequest) =>
    at === undefined || isWrite(request) === (at === 'write');
  if (fault === 'answerLost') return { when, reply: faults.reset, effect: 'after' };
  const reply = fault === 'credential' || fault === 'secretEchoed' ? own[fault] : replies[fault];
  return { when, reply };
}

/** Something happens right after an answer that holds a text, once. */
export function onceShown(
  text: string,
  happen: () => void,
  isWrite: (request: EmulatedRequest) => boolean,
): Fault {
  let happened = false;
  return {
    times: Number.POSITIVE_INFINITY,
    when: (request) => !happened && !isWrite(request),
    reply: (_, truth) => {
      const reply = truth();
      happened = 'body' in reply && reply.body.includes(text);
      if (happened) happen();
      return reply;
    },
  };
}
