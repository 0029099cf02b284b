import { second } from '../../core/duration.ts';
import { type Http, type HttpResponse, NetError } from '../../core/ports.ts';
import { ReleaseError } from '../../core/release/error.ts';
import { longestListing } from '../../core/release/feed.ts';
import { resolveIn } from '../../core/release/place.ts';

const patience = 30 * second;
const mostRedirects = 5;
const redirects: readonly number[] = [301, 302, 303, 307, 308];

function failureFor(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted || !(error instanceof NetError)) return error;
  return new ReleaseError({ kind: error.kind === 'tooLarge' ? 'feed' : 'network' });
}

async function ask(http: Http, url: string, signal: AbortSignal): Promise<HttpResponse> {
  try {
    return await http.send({
      method: 'GET',
      url,
      headers: { 'Cache-Control': 'no-cache' },
      proxy: 'system',
      timeout: patience,
      maxBytes: longestListing,
      signal,
    });
  } catch (error) {
    throw failureFor(error, signal);
  }
}

/**
 * Reads a file of the feed; undefined where there is none. Follows redirects as far as `mayAsk` lets
 * it. Rejects with a {@link ReleaseError}, or with the signal's reason.
 */
export async function readList(
  http: Http,
  feed: string,
  name: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  let url = new URL(name, feed).href;
  for (let count = 0; count <= mostRedirects; count++) {
    const { status, headers, body } = await ask(http, url, signal);
    if (status === 200) return body;
    if (status === 404 || status === 410) return undefined;
    const next = redirects.includes(status)
      ? resolveIn(url, headers.location ?? '', feed)
      : undefined;
    if (next === undefined) break;
    url = next;
  }
  throw new ReleaseError({ kind: 'network' });
}
