import type { WorldFault } from './conformance-world.ts';
import {
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  type Fault,
  faults,
} from './emulator.ts';

/** How a service itself refuses. */
interface OwnRefusals {
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
  rateLimited: faults.rateLimited(),
  rateLimitedFor90s: faults.rateLimited('90'),
  truncated: faults.truncated,
  oversized: faults.oversized(tooMuch),
  html: faults.html,
  redirect: faults.redirect('https://elsewhere.test/client/v4?next=1'),
};

/** Makes the emulator's next read or write go wrong. Everything but GET is a write. */
export function strike(
  emulator: Emulator,
  fault: WorldFault,
  at: 'read' | 'write' | undefined,
  own: OwnRefusals,
): void {
  const when = ({ method }: EmulatedRequest) =>
    at === undefined || (method === 'GET') === (at === 'read');
  if (fault === 'answerLost') {
    emulator.faults.push({ when, reply: faults.reset, effect: 'after' });
    return;
  }
  const reply = fault === 'credential' || fault === 'secretEchoed' ? own[fault] : replies[fault];
  emulator.faults.push({ when, reply });
}
