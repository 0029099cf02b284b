import { maxBody } from './limits.ts';
import { hasHeader, headerOf, type LocalRequest } from './request.ts';

/** What can be asked for. */
export type LocalRoute = 'status' | 'update' | 'health' | 'metrics';

/** Why a request is refused before anything is done for it. */
export type Refusal =
  | 'badRequest'
  | 'misdirected'
  | 'forbidden'
  | 'notFound'
  | 'method'
  | 'unauthorized'
  | 'type'
  | 'tooLarge';

/** What a door asks of those who come through it. */
export interface Threshold {
  /** What the Host header may say, in lower case: a page of another name leads here (DNS rebinding). */
  readonly hosts: readonly string[];
  /** Compares in constant time. */
  isToken(token: string): boolean;
}

export type Judgement =
  | { readonly kind: 'granted'; readonly route: LocalRoute; readonly known: boolean }
  | {
      readonly kind: 'refused';
      readonly why: Refusal;
      /** For `method`: those that are possible. */
      readonly allow?: string | undefined;
      /** A token was shown, and a wrong one. */
      readonly guessed?: true | undefined;
      /** The right token was shown. */
      readonly known?: true | undefined;
    };

interface Place {
  readonly route: LocalRoute;
  readonly methods: readonly string[];
}

const reading = ['GET', 'HEAD'];
const places: ReadonlyMap<string, Place> = new Map([
  ['/api/status', { route: 'status', methods: reading }],
  ['/api/update', { route: 'update', methods: ['POST'] }],
  ['/healthz', { route: 'health', methods: reading }],
  ['/metrics', { route: 'metrics', methods: reading }],
]);

/** Headers that two readers could take for different ones. */
const single = ['host', 'authorization', 'content-type', 'content-length', 'transfer-encoding'];

function refused(why: Refusal, allow?: string): Judgement {
  return { kind: 'refused', why, allow };
}

/** A browser that acts for a page says so (Fetch Metadata); what a user types or a program sends does not. */
function isForPage(request: LocalRequest): boolean {
  if (hasHeader(request, 'origin')) return true;
  const site = headerOf(request, 'sec-fetch-site') ?? 'none';
  const isTwice = request.headers.filter(([name]) => name === 'sec-fetch-site').length > 1;
  return isTwice || !['none', 'same-origin'].includes(site);
}

/** The token of `Authorization: Bearer TOKEN` (RFC 6750 section 2.1). */
function tokenOf(request: LocalRequest): string | undefined {
  return /^bearer +([!-~]{1,4096}) *$/i.exec(headerOf(request, 'authorization') ?? '')?.[1];
}

/** What is announced of a body: its bytes, or that they come in pieces; undefined where it is not understood. */
function announcedBytes(request: LocalRequest): number | 'chunked' | undefined {
  const length = headerOf(request, 'content-length');
  if (hasHeader(request, 'transfer-encoding')) {
    const encoding = headerOf(request, 'transfer-encoding')?.toLowerCase();
    return length === undefined && encoding === 'chunked' ? 'chunked' : undefined;
  }
  if (length === undefined) return 0;
  return /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function judgeBody(request: LocalRequest, method: string): Refusal | undefined {
  const bytes = announcedBytes(request);
  if (bytes === undefined || (method !== 'POST' && bytes !== 0)) return 'badRequest';
  if (hasHeader(request, 'content-encoding')) return 'type';
  const type = headerOf(request, 'content-type');
  const isJson = /^application\/json(?: ?; ?charset="?utf-8"?)?$/i.test(type ?? '');
  if (bytes !== 0 || type !== undefined) {
    if (method === 'POST' && !isJson) return 'type';
  }
  return bytes !== 'chunked' && bytes > maxBody ? 'tooLarge' : undefined;
}

/** Decides by its head alone whether a request may have what it asks for. */
export function judge(request: LocalRequest, { hosts, isToken }: Threshold): Judgement {
  const { method, target } = request;
  const twice = single.find((name) => {
    return hasHeader(request, name) && headerOf(request, name) === undefined;
  });
  if (twice !== undefined || !target.startsWith('/')) return refused('badRequest');
  const host = headerOf(request, 'host')?.toLowerCase();
  if (host === undefined) return refused('badRequest');
  if (!hosts.includes(host)) return refused('misdirected');
  if (isForPage(request)) return refused('forbidden');
  const place = places.get(target);
  if (place === undefined) return refused('notFound');
  if (!place.methods.includes(method)) return refused('method', place.methods.join(', '));
  const token = tokenOf(request);
  const known = token !== undefined && isToken(token);
  if (place.route !== 'health' && !known) {
    const guessed = hasHeader(request, 'authorization') || undefined;
    return { kind: 'refused', why: 'unauthorized', guessed };
  }
  const why = judgeBody(request, method);
  if (why !== undefined) return { kind: 'refused', why, known: known || undefined };
  return { kind: 'granted', route: place.route, known };
}
