import type { FailureKind } from '../../electron/core/outcome.ts';
import { type EmulatedReply, faults, jsonReply } from '../support/emulator.ts';
import type { Chance } from './chance.ts';
import { realTime, type World } from './world.ts';

/** A provider's true answer, made when it is asked for: until then the server did nothing. */
type Truth = () => EmulatedReply;

/** What a provider answers while something ails it; the truth may have happened all the same. */
export type Spoiler = (truth: Truth, chance: Chance, world: World) => EmulatedReply;

const reply =
  (...replies: readonly EmulatedReply[]): Spoiler =>
  (_truth, chance) =>
    chance.pick(replies);

/** The server did its work, and the answer does not arrive as it should. */
const lost =
  (...replies: readonly EmulatedReply[]): Spoiler =>
  (truth, chance) => {
    truth();
    return chance.pick(replies);
  };

const oneOf =
  (...spoilers: readonly Spoiler[]): Spoiler =>
  (truth, chance, world) =>
    chance.pick(spoilers)(truth, chance, world);

const rateLimited: Spoiler = (_truth, chance, world) =>
  faults.rateLimited(
    chance.pick([undefined, '30', '3600', new Date(realTime(world) + 90_000).toUTCString()]),
  );

const cut: Spoiler = (truth) => {
  const whole = truth();
  return 'body' in whole ? { ...whole, body: whole.body.slice(0, whole.body.length / 2) } : whole;
};

/** Another address in the answer than the one that was sent. */
const swapped: Spoiler = (truth) => {
  const whole = truth();
  if (!('body' in whole)) return whole;
  const body = whole.body.replaceAll(/81\.2\.\d+\.\d+/g, '81.2.250.250');
  return { ...whole, body: body.replaceAll(/2a02:8071:1:[0-9a-f:]+/g, '2a02:8071:1:fa::fa') };
};

const network = oneOf(
  reply(
    faults.hang,
    faults.reset,
    { error: 'refused', code: 'ECONNREFUSED' },
    { error: 'notFound', code: 'ENOTFOUND' },
  ),
  lost(faults.hang, faults.reset),
);

/** What can happen to every service over HTTP. */
const common: Partial<Record<FailureKind, Spoiler>> = {
  network,
  offline: reply({ error: 'offline', code: 'ENETUNREACH' }),
  tls: reply({ error: 'tls', code: 'CERT_HAS_EXPIRED' }),
  proxyAuth: reply({ error: 'proxyAuth' }, faults.status(407)),
  captive: reply(faults.status(511, '<html>sign in</html>')),
  rateLimited,
  server: oneOf(
    reply(faults.status(500), faults.status(503, 'busy'), faults.badGateway),
    lost(faults.badGateway, faults.status(504)),
  ),
  unknown: oneOf(reply(faults.html, faults.status(200)), lost(faults.html), cut),
};

function cloudflareError(status: number, code: number, message: string): EmulatedReply {
  return jsonReply(status, {
    success: false,
    errors: [{ code, message }],
    messages: [],
    result: null,
  });
}

const cloudflare: Partial<Record<FailureKind, Spoiler>> = {
  ...common,
  auth: reply(
    cloudflareError(403, 9109, 'Invalid access token cf-SECRET-token-4711-abcdefghij'),
    cloudflareError(403, 10000, 'Authentication error'),
  ),
  plan: reply(cloudflareError(400, 81045, 'Record quota exceeded')),
  zoneNotFound: reply(cloudflareError(404, 7003, 'Could not route to that zone')),
  recordNotFound: reply(cloudflareError(404, 81044, 'Record does not exist.')),
  conflict: reply(cloudflareError(400, 81053, 'A record with that host already exists.')),
  invalid: reply(cloudflareError(400, 9021, 'TTL must be between 60 and 86400 seconds.')),
  mismatch: swapped,
};

const powerdns: Partial<Record<FailureKind, Spoiler>> = {
  ...common,
  captive: reply(faults.redirect('http://portal.example/'), faults.html),
  auth: reply({ status: 401, body: 'Unauthorized pdns-SECRET-key-0815-abcdefghij' }),
  zoneNotFound: reply(faults.status(404, 'Not Found')),
  conflict: reply(jsonReply(422, { error: 'RRset IN A: Conflicts with pre-existing RRset' })),
  invalid: reply(jsonReply(422, { error: 'Key ttl is not a positive Integer' })),
};

const words = (...lines: readonly string[]): Spoiler =>
  reply(...lines.map((body): EmulatedReply => ({ status: 200, body })));

const dyndns2: Partial<Record<FailureKind, Spoiler>> = {
  ...common,
  auth: words('badauth', 'badauth dyn-SECRET-password-1337:;?&'),
  blocked: words('abuse', 'badagent'),
  plan: words('!donator'),
  hostNotFound: words('nohost', 'notfqdn', '!yours'),
  server: oneOf(words('911', 'dnserr'), reply(faults.status(503), faults.badGateway)),
  mismatch: swapped,
  invalid: words('badsys'),
  unknown: oneOf(words('hello', ''), reply(faults.html), lost({ status: 200, body: 'whatever' })),
};

const webhook: Partial<Record<FailureKind, Spoiler>> = {
  ...common,
  auth: reply(faults.status(401, 'hook-SECRET-key-2077-abcdefgh')),
  hostNotFound: reply(faults.status(404)),
  unknown: reply(faults.status(418)),
};

/** How each service over HTTP can fail, by the kind that it should come to. */
export const spoilers: Readonly<Record<string, Partial<Record<FailureKind, Spoiler>>>> = {
  cloudflare,
  powerdns,
  dyndns2,
  webhook,
};

/** How a name server can fail. */
export const bindFaults = [
  'refuse',
  'servfail',
  'silent',
  'loseAnswer',
  'unsigned',
  'clock',
  'offline',
] as const;
export type BindFault = (typeof bindFaults)[number];
