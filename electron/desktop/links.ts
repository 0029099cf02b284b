import { shell } from 'electron';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { UserError } from './user-error.ts';

/** The hosts of pages that may be opened. Those without HTTPS are left out. */
export function linkHosts(urls: Iterable<string>): ReadonlySet<string> {
  const parsed = [...urls].filter((url) => URL.canParse(url)).map((url) => new URL(url));
  return new Set(parsed.filter(({ protocol }) => protocol === 'https:').map(({ host }) => host));
}

/** The link as the system may have it, undefined where it may not. */
function safeLink(link: string, hosts: ReadonlySet<string>): string | undefined {
  // A URL parser drops line breaks and mends backslashes; who writes them means no good.
  if (/[\s\p{Cc}\p{Cf}\\]/u.test(link) || !URL.canParse(link)) return undefined;
  const { protocol, username, password, host, href } = new URL(link);
  const clean = protocol === 'https:' && username === '' && password === '';
  // With a port other than 443, the host is another.
  return clean && hosts.has(host) ? href : undefined;
}

/**
 * Opens a page in the user's browser: one by HTTPS on one of the hosts. Rejects with
 * {@link UserError}.
 */
export async function openLink(
  link: string,
  hosts: ReadonlySet<string>,
  language: Language,
): Promise<void> {
  const texts = catalogue(language).desktop.link;
  const safe = safeLink(link, hosts);
  if (safe === undefined) throw new UserError(texts.refused);
  try {
    await shell.openExternal(safe);
  } catch {
    throw new UserError(texts.noBrowser(safe));
  }
}
