import { detailText, type Failure, failure, type Outcome } from '../../core/outcome.ts';
import type { Reply } from '../../core/reply.ts';

/** Thrown where a call did not come to its documented success. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly failure: Failure;
  /** The answer, where there was one. */
  readonly reply: Reply | undefined;
  /** The answer was longer than we read; asking for less may help. */
  readonly tooLarge: boolean;

  constructor(why: Failure, reply?: Reply, tooLarge = false) {
    super(detailText(why.detail, 'en'));
    this.failure = why;
    this.reply = reply;
    this.tooLarge = tooLarge;
  }
}

/** The outcome of a task whose failed call is a failure of this record alone. Other errors pass. */
export async function settle(task: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await task();
  } catch (error) {
    return failureIn(error);
  }
}

/** The failure that an {@link ApiFailure} carries; anything else is thrown on. */
export function failureIn(error: unknown): Failure {
  if (error instanceof ApiFailure) return error.failure;
  throw error;
}

/** Nothing, where a service answers to a look that there is no such record (and the zone is there). */
export async function noneIfNotFound<T>(look: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof ApiFailure && error.failure.kind === 'recordNotFound') return [];
    throw error;
  }
}

/** A record at the service does not hold what was sent. */
export function mismatch(sent: string, got: string): Failure {
  return failure('mismatch', {
    en: `sent ${sent}, but the answer names “${got}”`,
    'zh-CN': `发送的是 ${sent}，应答中却是“${got}”`,
  });
}
