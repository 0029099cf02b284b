import { inTime } from '../in-time.ts';
import type { IgdService } from './igd.ts';
import { type AskPorts, unanswered } from './said.ts';
import { anyDevice, gatewayDevices, locationIn, searchMessage, ssdp } from './ssdp.ts';
import type { GatewayTarget } from './target.ts';

/** Milliseconds that a gateway has to answer a search; it may take one second to spread the answers. */
const searchTime = 1500;
/** When the search is sent again: datagrams get lost. */
const again = 600;

/** A gateway that names more descriptions than that is playing. */
const mostLocations = 4;

/** Bytes; a description has some thousands. */
const mostBytes = 65_536;
const httpTime = 2000;

/** The locations that the gateway names, as they come. */
interface Search {
  readonly heard: readonly string[];
  /** Resolves when there is one more. */
  next(): Promise<void>;
}

async function startSearch(
  { udp, clock }: AskPorts,
  { gateway, localAddress }: GatewayTarget,
  signal: AbortSignal,
): Promise<Search | undefined> {
  const heard: string[] = [];
  let ring = () => {};
  const listening = udp.listen({
    family: 'ipv4',
    port: 0,
    localAddress,
    groups: [],
    shared: false,
    onMessage(bytes, from) {
      if (from.address !== gateway || heard.length >= mostLocations) return;
      const location = locationIn(bytes, gateway);
      if (location === undefined || heard.includes(location)) return;
      heard.push(location);
      ring();
    },
    signal,
  });
  const socket = await unanswered(listening, signal);
  if (socket === undefined) return undefined;
  // Asked alone too: a search in the group gets lost in many a wireless network.
  const searches = [
    ...gatewayDevices.map((device) => [device, ssdp.group] as const),
    ...[gatewayDevices[0], anyDevice].map((device) => [device, gateway] as const),
  ];
  const search = () => {
    for (const [device, host] of searches) {
      const to = { address: host, port: ssdp.port };
      // What cannot be sent is not answered.
      socket.send(searchMessage(device, host), to).catch(() => undefined);
    }
  };
  search();
  clock.sleep(again, signal).then(search, () => undefined);
  return {
    heard,
    next: () =>
      new Promise((resolve) => {
        ring = resolve;
      }),
  };
}

async function describe(
  location: string,
  { http }: AskPorts,
  { gateway, localAddress }: GatewayTarget,
  signal: AbortSignal,
): Promise<readonly IgdService[]> {
  const sent = http.send({
    method: 'GET',
    url: location,
    family: 'ipv4',
    localAddress,
    proxy: 'never',
    timeout: httpTime,
    maxBytes: mostBytes,
    signal,
  });
  const response = await unanswered(sent, signal);
  if (response?.status !== 200) return [];
  // The reader of XML is loaded where there is something to read.
  const { readDescription } = await import('./igd.ts');
  return readDescription(response.body, location, gateway);
}

/**
 * The gateway's services that know its external address; none where it is no UPnP gateway, or does not
 * answer. Only the gateway is asked, and the group of UPnP; only the gateway is heard. Rejects with the
 * signal's reason.
 */
export async function findIgd(
  ports: AskPorts,
  target: GatewayTarget,
  signal: AbortSignal,
): Promise<readonly IgdService[]> {
  const { clock } = ports;
  const over = new AbortController();
  const pass = () => over.abort(signal.reason);
  signal.addEventListener('abort', pass, { once: true });
  try {
    const search = await startSearch(ports, target, over.signal);
    const end = clock.now() + searchTime;
    for (let tried = 0; search !== undefined && tried < mostLocations; tried += 1) {
      const left = Math.min(end - clock.now(), searchTime);
      if (search.heard.length <= tried) await inTime(left, clock, signal, () => search.next());
      const location = search.heard[tried];
      if (location === undefined) break;
      const services = await describe(location, ports, target, signal);
      if (services.length > 0) return services;
    }
    return [];
  } finally {
    signal.removeEventListener('abort', pass);
    over.abort();
  }
}
