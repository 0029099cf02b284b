import { shell } from 'electron';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { UserError } from './user-error.ts';

/** Pages that may be opened, as the system gets them. Those without HTTPS are left out. */
export function knownPages(urls: Iterable<string>): ReadonlySet<string> {
  const parsed = [...urls].filter((url) => URL.canParse(url)).map((url) => new URL(url));
  return new Set(parsed.filter(({ protocol }) => protocol === 'https:').map(({ href }) => href));
}

/** The link as the system may have it, undefined where it may not. */
function safeLink(link: string, pages: ReadonlySet<string>): string | undefined {
  // A URL parser drops line breaks and mends backslashes; who writes them means no good.
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(link) || !URL.canParse(link)) return undefined;
  const { href } = new URL(link);
  // Not the host alone: a path of the window's own choosing could carry something out.
  return pages.has(href) ? href : undefined;
}

/** Opens one of the known pages in the user's browser. Rejects with {@link UserError}. */
export async function openLink(
  link: string,
  pages: ReadonlySet<string>,
  language: Language,
): Promise<void> {
  const texts = catalogue(language).desktop.link;
  const safe = safeLink(link, pages);
  if (safe === undefined) throw new UserError(texts.refused);
  try {
    await shell.openExternal(safe);
  } catch {
    throw new UserError(texts.noBrowser(safe));
  }
}
