import type { ReleaseFailure } from './state.ts';

/** A step on the way to a newer version failed. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly failure: ReleaseFailure;

  constructor(failure: ReleaseFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}
