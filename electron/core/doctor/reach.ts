import { type Address, families, parseAddress } from '../address.ts';
import { second } from '../duration.ts';
import { type Http, NetError } from '../ports.ts';
import type { VerdictFacts } from '../verdicts/facts.ts';
import { natVerdicts } from '../verdicts/way.ts';
import type { Found } from './address.ts';
import { type Examined, within } from './ports.ts';
import { type Step, step } from './step.ts';

/** Milliseconds for one try, and for the request in it: silence is a finding of its own. */
const patience = 10 * second;
const each = 8 * second;
const maxBytes = 65_536;

/** What is to be reached: a port of the public addresses, or a page. */
export type ReachTarget =
  | { readonly kind: 'port'; readonly port: number }
  | { readonly kind: 'page'; readonly url: string };

/** Reads `443` or `http://name/`; undefined for anything else. A user name in a URL is none. */
export function parseReach(text: string): ReachTarget | undefined {
  if (/^\d{1,5}$/.test(text)) {
    const port = Number(text);
    return port >= 1 && port <= 65_535 ? { kind: 'port', port } : undefined;
  }
  return isPage(text) ? { kind: 'page', url: text } : undefined;
}

/** Whether it is a template such as `https://checker.example/{address}/{port}`. */
export function isChecker(text: string): boolean {
  const [one, other] = [filled(text, '192.0.2.1', 80), filled(text, '192.0.2.2', 81)];
  if (!text.includes('{port}') || !isPage(one) || !isPage(other)) return false;
  // What is filled in is never a part of whom is asked.
  return new URL(one).host === new URL(other).host;
}

function isPage(text: string): boolean {
  try {
    const { protocol, username, password } = new URL(text);
    return /^https?:$/.test(protocol) && username === '' && password === '';
  } catch {
    return false;
  }
}

function filled(template: string, address: string, port: number): string {
  return template
    .replaceAll('{address}', encodeURIComponent(address))
    .replaceAll('{port}', String(port));
}

type Answered = 'yes' | 'refused' | 'silent' | 'nowhere';

/** Something answers, in whatever language: a service that speaks no HTTP breaks off. */
async function knock(http: Http, url: string, signal: AbortSignal): Promise<Answered> {
  const request = { method: 'GET', url, proxy: 'never', timeout: each, maxBytes } as const;
  try {
    await http.send({ ...request, signal });
    return 'yes';
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof NetError)) throw error;
    if (error.kind === 'refused') return 'refused';
    if (error.kind === 'notFound') return 'nowhere';
    const heard = error.kind === 'tls' || error.kind === 'tooLarge' || error.sent;
    return heard && error.kind !== 'timeout' ? 'yes' : 'silent';
  }
}

/** The router has no public address of its own: nothing from outside can arrive there. */
function isBlocked(address: Address | undefined, facts: VerdictFacts): boolean {
  const { ipv6 } = facts.last;
  // A name may lead there over IPv6, too.
  const isOther = address === undefined ? ipv6?.kind === 'known' : address.family === 'ipv6';
  return !isOther && natVerdicts(facts).length > 0;
}

function knockStep(answered: Answered, about: string, blocked: boolean): Step {
  if (answered === 'yes') return step('reach', 'info', 'reachHere', { about });
  if (blocked) return step('reach', 'bad', 'reachBlocked', { about });
  if (answered === 'refused') return step('reach', 'warn', 'reachRefused', { about });
  if (answered === 'nowhere') return step('reach', 'bad', 'reachNowhere', { about });
  return step('reach', 'unknown', 'reachSilent', { about });
}

/** What a checker said: `true`, or `reachable` in JSON, as that of ifconfig.co/port/PORT. */
function wordOf(body: string): boolean | undefined {
  try {
    const said: unknown = JSON.parse(body.trim());
    if (typeof said === 'boolean') return said;
    if (typeof said !== 'object' || said === null || !Object.hasOwn(said, 'reachable')) {
      return undefined;
    }
    const { reachable } = said as { readonly reachable: unknown };
    return typeof reachable === 'boolean' ? reachable : undefined;
  } catch {
    return undefined;
  }
}

async function askChecker(
  { ports }: Examined,
  template: string,
  address: Address,
  port: number,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const { status, body } = await ports.http.send({
      method: 'GET',
      url: filled(template, address.text, port),
      headers: { accept: 'application/json' },
      family: address.family,
      proxy: 'never',
      timeout: each,
      maxBytes,
      // Whoever is in this network cannot tell how it looks from outside.
      publicOnly: true,
      signal,
    });
    return status === 200 ? wordOf(body) : undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NetError) return undefined;
    throw error;
  }
}

async function portStep(
  examined: Examined,
  address: Address,
  port: number,
  checker: string | undefined,
  facts: VerdictFacts,
): Promise<Step> {
  const host = address.family === 'ipv6' ? `[${address.text}]` : address.text;
  const about = `${host}:${port}`;
  const late = step('reach', 'unknown', 'late', { about });
  return within(patience, examined, late, async (signal) => {
    if (checker === undefined) {
      const answered = await knock(examined.ports.http, `http://${about}/`, signal);
      return knockStep(answered, about, isBlocked(address, facts));
    }
    const values = [new URL(filled(checker, address.text, port)).host];
    const word = await askChecker(examined, checker, address, port, signal);
    if (word === undefined) return step('reach', 'unknown', 'reachUnchecked', { about, values });
    if (word) return step('reach', 'good', 'reachProved', { about, values });
    const name = isBlocked(address, facts) ? 'reachBlocked' : 'reachDenied';
    return step('reach', 'bad', name, { about, values });
  });
}

/**
 * Tries to reach what the user named. From inside a network one can only show that something answers
 * here; a checker of the user's choice can tell more, and learns the address and the port.
 */
export async function examineReach(
  examined: Examined,
  target: ReachTarget,
  checker: string | undefined,
  found: Found,
  facts: VerdictFacts,
): Promise<readonly Step[]> {
  if (target.kind === 'page') {
    const { host: about, hostname } = new URL(target.url);
    const literal = parseAddress(hostname.replace(/^\[|\]$/g, ''));
    const late = step('reach', 'unknown', 'late', { about });
    const one = await within(patience, examined, late, async (signal) =>
      knockStep(
        await knock(examined.ports.http, target.url, signal),
        about,
        isBlocked(literal, facts),
      ),
    );
    return [one];
  }
  const addresses = families.flatMap((family) => {
    const detection = found[family];
    return detection?.kind === 'known' ? [detection.address] : [];
  });
  if (addresses.length === 0) return [step('reach', 'skipped', 'skippedAddress')];
  return Promise.all(
    addresses.map((address) => portStep(examined, address, target.port, checker, facts)),
  );
}
