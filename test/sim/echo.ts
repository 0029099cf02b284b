import type { Family } from '../../electron/core/address.ts';
import { echoServices } from '../../electron/sources/catalogue.ts';
import { type EmulatedReply, faults } from '../support/emulator.ts';
import { lie, unpublishable } from './addresses.ts';
import type { Chance } from './chance.ts';
import { forgeable, forgeableUrl } from './simulated-sources.ts';
import type { World } from './world.ts';

/** What ails an echo service for a while. */
const silences = [
  'hang',
  'refused',
  'reset',
  'notFound',
  'tls',
  'tooLarge',
  'limited',
  'forbidden',
  'page',
  'redirect',
  'broken',
  'garbage',
  'empty',
  'unpublishable',
  'otherFamily',
] as const;
const liars = ['lie', 'stale'] as const;
type Trouble = (typeof silences)[number] | (typeof liars)[number];

interface Episode {
  readonly from: number;
  readonly until: number;
  readonly trouble: Trouble;
}

export interface EchoSettings {
  /** Milliseconds between two troubles of one service, on average. */
  readonly gap: number;
  /**
   * Everybody may lie at once, each another address: the truth may lose, but no lie can win. Else
   * one operator lies at a time.
   */
  readonly adversarial: boolean;
}

export interface Echo {
  readonly reply: EmulatedReply;
  /** The address that a careful reader takes from the reply; undefined where it is none to publish. */
  readonly says: string | undefined;
}

const byUrl = new Map<string, { readonly id: string; readonly operator: string }>([
  ...echoServices.flatMap((service) =>
    Object.values(service.urls).map((url) => [url, service] as const),
  ),
  ...forgeable.map((id) => [forgeableUrl(id), { id, operator: id }] as const),
]);

/** The user's own page, where a run has one. */
export const ownUrl = 'https://ip.own.example/';

/** The documented form of each service that does not answer with the bare address. */
const sentences: Readonly<Record<string, (address: string) => string>> = {
  cloudflare: (address) =>
    `fl=1f1\nh=www.cloudflare.com\nip=${address}\nts=1\nvisit_scheme=https\nwarp=off\ngateway=off\n`,
  oray: (address) => `Current IP Address: ${address}`,
  ipip: (address) => `当前 IP：${address}  来自于：中国 北京\n`,
};

function body(source: string, address: string): string {
  const sentence = sentences[source];
  if (sentence !== undefined) return sentence(address);
  return source.length % 2 === 0 ? address : `${address}\n`;
}

interface Whose {
  readonly source: string;
  readonly operator: string;
  /** Nobody on the way can answer in its place. */
  readonly trusted: boolean;
}

/** All echo services of the world, each with troubles of its own. */
export function createEchoes(world: World, settings: EchoSettings) {
  const { clock } = world;
  const episodes = new Map<string, { chance: Chance; next: Episode }>();
  let lying: { readonly operator: string; readonly until: number } | undefined;
  const boxes = { from: 0, until: 0, blocks: false };
  const ofBoxes = world.chance.fork('box');

  function draw(chance: Chance, from: number): Episode {
    const start = from - Math.log(1 - chance.next()) * settings.gap;
    const until = start + chance.scale(5_000, 12 * 3_600_000);
    const trouble = chance.of(0.35) ? chance.pick(liars) : chance.pick(silences);
    return { from: start, until, trouble };
  }

  function troubleOf(source: string, operator: string): Trouble | undefined {
    if (world.quiet) return undefined;
    // Services of one operator share its lies.
    const key = settings.adversarial ? source : operator;
    let entry = episodes.get(key);
    if (entry === undefined) {
      const chance = world.chance.fork(`echo ${key}`);
      entry = { chance, next: draw(chance, 0) };
      episodes.set(key, entry);
    }
    const now = clock.now();
    while (entry.next.until <= now) entry.next = draw(entry.chance, entry.next.until);
    const { from, until, trouble } = entry.next;
    if (from > now) return undefined;
    const isLiar = trouble === 'lie' || trouble === 'stale';
    if (!isLiar || (settings.adversarial && trouble === 'lie')) return trouble;
    if (lying !== undefined && lying.until > now && lying.operator !== operator) return undefined;
    lying = { operator, until };
    return trouble;
  }

  /** A box on the way that answers for everybody who can be played, all with one address. */
  function box(): boolean {
    if (world.quiet || settings.gap === Number.POSITIVE_INFINITY) return false;
    const now = clock.now();
    while (boxes.until <= now) {
      boxes.from = boxes.until - Math.log(1 - ofBoxes.next()) * 30 * 3_600_000;
      boxes.until = boxes.from + ofBoxes.scale(60_000, 12 * 3_600_000);
      boxes.blocks = ofBoxes.of(0.5);
    }
    return boxes.from <= now;
  }

  function troubled(
    trouble: Trouble,
    family: Family,
    source: string,
    operator: string,
    truth: string,
  ): Echo {
    const other = family === 'ipv4' ? 'ipv6' : 'ipv4';
    const says = (address: string) => ({ status: 200, body: body(source, address) });
    const useless = (reply: EmulatedReply): Echo => ({ reply, says: undefined });
    const wrong = (address: string): Echo => ({ reply: says(address), says: address });
    switch (trouble) {
      case 'hang':
        return useless(faults.hang);
      case 'refused':
        return useless({ error: 'refused', code: 'ECONNREFUSED' });
      case 'reset':
        return useless(faults.reset);
      case 'notFound':
        return useless({ error: 'notFound', code: 'ENOTFOUND' });
      case 'tls':
        return useless({ error: 'tls', code: 'CERT_HAS_EXPIRED' });
      case 'tooLarge':
        return useless({ error: 'tooLarge', sent: true });
      case 'limited':
        return useless(faults.rateLimited('60'));
      case 'forbidden':
        return useless(faults.status(403, 'go away'));
      case 'page':
        return useless({ status: 200, headers: {}, body: `<html><p>${truth}</p></html>` });
      case 'redirect':
        return useless(faults.redirect('http://portal.example/'));
      case 'broken':
        return useless(faults.badGateway);
      case 'garbage':
        return useless({ status: 200, body: `${truth} and more` });
      case 'empty':
        return useless({ status: 200, body: '' });
      case 'unpublishable':
        return useless(says(world.chance.pick(unpublishable[family])));
      case 'otherFamily':
        return useless(says(world.truth[other] ?? '::1'));
      case 'lie':
        return wrong(lie(family, operator));
      case 'stale':
        return wrong(world.past[family].at(-1) ?? truth);
    }
  }

  /** Whom a URL asks; undefined for a host that is no echo service. */
  function whose(url: string): Whose | undefined {
    if (url === ownUrl) return { source: 'own', operator: 'ip.own.example', trusted: true };
    const service = byUrl.get(url);
    if (service === undefined) return undefined;
    const { id, operator } = service;
    return { source: id, operator, trusted: !forgeable.includes(id) };
  }

  return {
    whose,
    box,
    /** What a service answers to a request that has this true address. */
    answer(url: string, family: Family, truth: string): Echo {
      const who = whose(url);
      if (who === undefined) throw new Error(`no echo service at ${url}`);
      const { source, operator, trusted } = who;
      if (source !== 'own' && box()) {
        const says = lie(family, 'box');
        if (!trusted) return { reply: { status: 200, body: says }, says };
        // It cannot give an answer in their place, only take theirs away.
        if (boxes.blocks) return { reply: faults.reset, says: undefined };
      }
      const trouble = source === 'own' ? undefined : troubleOf(source, operator);
      if (trouble === undefined) {
        return { reply: { status: 200, body: body(source, truth) }, says: truth };
      }
      return troubled(trouble, family, source, operator, truth);
    },
  };
}

export type Echoes = ReturnType<typeof createEchoes>;
