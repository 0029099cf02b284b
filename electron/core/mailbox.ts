/** An address of mail, and whose it is. */
export interface Mailbox {
  readonly name?: string | undefined;
  /** The domain in A-labels; the part before it may hold any letters (RFC 6531). */
  readonly address: string;
}

/** What may stand before the `@`: RFC 5322 3.2.3 and RFC 6531 3.3, without the quoted form, which nobody uses. */
const localPart =
  /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** A domain in A-labels; undefined where it is none. */
function domainOf(text: string): string | undefined {
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  const { hostname } = new URL(`http://${text}`);
  const labels = hostname.split('.');
  // The URL parser makes addresses out of numbers.
  const isNumber = /^\d+$/.test(labels.at(-1) ?? '');
  return hostname.length <= 253 && labels.every((one) => label.test(one)) && !isNumber
    ? hostname
    : undefined;
}

function addressOf(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = domainOf(text.slice(at + 1));
  return domain !== undefined && local.length <= 64 && localPart.test(local)
    ? `${local}@${domain}`
    : undefined;
}

function nameOf(text: string): string | undefined {
  const name = text.trim();
  const [, quoted] = /^"((?:[^"\\]|\\.)*)"$/.exec(name) ?? [];
  if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
  return /["<>\\]/.test(name) ? undefined : name;
}

/** `me@example.com`, `Name <me@example.com>` or `"Name, the" <me@example.com>`; undefined where it is none of them. */
export function parseMailbox(text: string): Mailbox | undefined {
  const whole = text.trim();
  if (whole.length > 500 || control.test(whole)) return undefined;
  const open = whole.lastIndexOf('<');
  if (open < 0) {
    const address = addressOf(whole);
    return address === undefined ? undefined : { address };
  }
  if (!whole.endsWith('>')) return undefined;
  const address = addressOf(whole.slice(open + 1, -1));
  const name = nameOf(whole.slice(0, open));
  if (address === undefined || name === undefined) return undefined;
  return name === '' ? { address } : { name, address };
}

/** Several of them, divided by commas that stand outside of quotes; undefined where one is none. */
export function parseMailboxes(text: string): readonly Mailbox[] | undefined {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  if (parts.join(',') !== text) return undefined;
  const boxes = parts.flatMap((part) => parseMailbox(part) ?? []);
  return boxes.length === parts.length && boxes.length > 0 ? boxes : undefined;
}
