/** RFC 9110 5.6.2. */
const token = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const headerText = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What the connection itself decides. RFC 9110 7.2, 7.6.1, 8.6; RFC 9112 6.1. */
const reserved: readonly string[] = [
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'expect',
];

/** What is wrong with a header that a user sets; undefined where nothing is. */
export function headerProblem(name: string, value: string): 'name' | 'value' | undefined {
  if (!token.test(name) || reserved.includes(name.toLowerCase())) return 'name';
  return headerText.test(value) ? undefined : 'value';
}

/** The content type that the user set, where they did. */
export function contentTypeOf(headers: Readonly<Record<string, string>> = {}): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}
