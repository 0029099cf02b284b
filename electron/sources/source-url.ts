/** Why a text cannot be the URL of a source. */
export type SourceUrlProblem =
  /** Not a URL at all. */
  | 'notUrl'
  /** Neither https nor http. */
  | 'scheme'
  /** A user name or a password before the host: it would end up in logs; use a query or no secret. */
  | 'userInfo';

/** Reads the URL of a source of the user's own; answers with what is wrong with it otherwise. Its query may hold a token. */
export function parseSourceUrl(text: string): URL | SourceUrlProblem {
  if (!URL.canParse(text)) return 'notUrl';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'scheme';
  return url.username === '' && url.password === '' ? url : 'userInfo';
}
