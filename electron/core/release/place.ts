const local = /^http:\/\/127\.0\.0\.1[:/]/;

/**
 * Whether a feed may lead there: what is asked over HTTPS is never asked without it, wherever the
 * answers lead. A feed on the loopback, as tests have it, stays there.
 */
export function mayAsk(url: string, feed: string): boolean {
  try {
    const { protocol, username, password, href } = new URL(url);
    if (username !== '' || password !== '') return false;
    return protocol === 'https:' || (local.test(feed) && local.test(href));
  } catch {
    return false;
  }
}

/**
 * The address of something that is named at `base`, by default in the feed itself; undefined where it
 * may not lead there.
 */
export function resolveIn(base: string, url: string, feed = base): string | undefined {
  try {
    const { href } = new URL(url, base);
    return mayAsk(href, feed) ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The last part of an address' path, decoded. Empty where that is no plain name of a file. */
export function fileNameOf(url: string): string {
  try {
    const { pathname } = new URL(url);
    const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
    return /^[\w.-]+$/.test(name) ? name : '';
  } catch {
    return '';
  }
}
