/**
 * Chromium cannot be taught a scheme from outside, so a page at `app://settings/x` lives at
 * `https://settings.app.test/x`. Both ways; an address of neither form stays as it is.
 */
export function toBrowser(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/is.exec(url);
  if (match === null || /^(https?|file|chrome|wss?)$/i.test(match[1] ?? '')) return url;
  return `https://${match[2]}.${match[1]}.test${match[3] === '' ? '/' : match[3]}`;
}

export function fromBrowser(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z0-9+-]+)\.test(?=[/?#]|$)(.*)$/is.exec(url);
  return match === null ? url : `${match[2]}://${match[1]}${match[3]}`;
}

/** The origin of an address as Electron reports it for a standard scheme: `app://settings`. */
export function originOf(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]+)/i.exec(url);
  return match?.[1] ?? 'null';
}
