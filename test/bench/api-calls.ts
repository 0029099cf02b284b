import { detailText, isFailure } from '../../electron/core/outcome.ts';
import type { Provider } from '../../electron/core/provider.ts';
import { cloudflare } from '../../electron/providers/cloudflare.ts';
import { powerdns } from '../../electron/providers/powerdns.ts';
import { cloudflareEmulator, cloudflareHost } from '../support/cloudflare-emulator.ts';
import { change } from '../support/conformance/world.ts';
import { type Emulator, emulatedHttp } from '../support/emulator.ts';
import { powerdnsEmulator } from '../support/powerdns-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { addresses, hostNames } from './world.ts';

/** Calls of a provider's API for records of one zone. */
export interface ApiCalls {
  readonly provider: string;
  readonly records: number;
  /** The first time, when the zone has to be found. */
  readonly first: number;
  /** From then on, when the address changes. */
  readonly change: number;
  /** Bytes of method, URL, headers that we set, and body, for such a change. */
  readonly bytes: number;
}

interface Service {
  readonly provider: Provider;
  readonly account: unknown;
  readonly host: string;
  readonly emulator: Emulator;
}

function cloudflareService(names: readonly string[]): Service {
  const token = 'cf-token-0123456789abcdef';
  const emulator = cloudflareEmulator({ token });
  const zone = emulator.addZone('example.com');
  for (const name of names) emulator.addRecord(zone, { name, type: 'A', content: '81.2.69.1' });
  const account = cloudflare.account.parse({ token });
  return { provider: cloudflare, account, host: cloudflareHost, emulator };
}

function powerdnsService(): Service {
  const apiKey = 'pdns-key-0123456789abcdef';
  const emulator = powerdnsEmulator({ apiKey });
  emulator.addZone('example.com.');
  const account = powerdns.account.parse({ url: 'http://127.0.0.1:8081', apiKey });
  return { provider: powerdns, account, host: '127.0.0.1:8081', emulator };
}

async function countCalls(service: Service, names: readonly string[]): Promise<ApiCalls> {
  const { provider, account, host, emulator } = service;
  const http = emulatedHttp({ [host]: emulator });
  const context = testContext({ http });
  const round = async (address: string) => {
    const from = http.sent.length;
    const changes = names.map((name) => change(name, address));
    const outcomes = await provider.apply(changes, account, context);
    const failed = outcomes.find(isFailure);
    if (failed !== undefined) {
      throw new Error(`${provider.id}: ${failed.kind} ${detailText(failed.detail, 'en')}`);
    }
    return http.sent.slice(from);
  };
  const first = await round(addresses[0]);
  const second = await round(addresses[1]);
  const bytes = second.reduce((sum, { method, url, headers, body }) => {
    const target = new URL(url);
    const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `${method} ${target.pathname}${target.search} HTTP/1.1\r\n${lines.join('')}\r\n`;
    return sum + Buffer.byteLength(head) + Buffer.byteLength(body ?? '');
  }, 0);
  return {
    provider: provider.name.en,
    records: names.length,
    first: first.length,
    change: second.length,
    bytes,
  };
}

/** Counts in memory what a real account would be asked. */
export async function countApiCalls(recordCounts: readonly number[]): Promise<readonly ApiCalls[]> {
  const found: ApiCalls[] = [];
  for (const makeService of [cloudflareService, powerdnsService]) {
    for (const records of recordCounts) {
      const names = hostNames(records);
      found.push(await countCalls(makeService(names), names));
    }
  }
  return found;
}
