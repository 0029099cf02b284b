import { families } from '../core/address.ts';
import type { Source } from '../core/source.ts';
import { loose } from './form.ts';
import { parseSourceUrl } from './source-url.ts';
import { askWebPage } from './web-page.ts';

/**
 * A web page of the user's own whose whole body, white space aside, is the address. It may be http.
 * `operatorOf` says who runs a host, so that a public service by another name is no second voice.
 * Throws where {@link parseSourceUrl} finds a problem, without the text of the URL: its path and query
 * may hold a token, and stand in no message, id or evidence.
 */
export function customUrl(text: string, operatorOf: (hostname: string) => string): Source {
  const url = parseSourceUrl(text);
  if (typeof url === 'string') throw new Error(`the URL of a source cannot be used: ${url}`);
  const { host } = url;
  return {
    id: `url:${host}`,
    operator: operatorOf(url.hostname),
    transport: url.protocol === 'https:' ? 'https' : 'http',
    families,
    own: true,
    ask: (family, context) => askWebPage({ url: url.href, form: loose, host }, family, context),
  };
}
