import type { FailureKind } from '../../core/outcome.ts';

/** What a status alone says of a refusal in a service's own words. RFC 9110 15.5, RFC 6585. */
export function statusKind(status: number): FailureKind {
  if (status === 401 || status === 403) return 'auth';
  if (status === 404 || status === 410) return 'hostNotFound';
  if (status === 407) return 'proxyAuth';
  if (status === 429) return 'rateLimited';
  if (status === 511) return 'captive';
  if (status === 408 || status >= 500) return 'server';
  return [400, 405, 413, 414, 415, 422].includes(status) ? 'invalid' : 'unknown';
}
