import type { Reply } from '../../core/reply.ts';

/**
 * The query of the next page, by the `Link` header of an answer (RFC 8288); undefined on the last
 * one. Only the query is taken: where to ask is not the answer's to say.
 */
export function nextQuery({ headers }: Reply): Readonly<Record<string, string>> | undefined {
  const next = /<([^<>]*)>\s*;[^,<]*\brel="?next\b/i.exec(headers.link ?? '')?.[1];
  if (next === undefined || !URL.canParse(next, 'https://link.invalid')) return undefined;
  return Object.fromEntries(new URL(next, 'https://link.invalid').searchParams);
}
