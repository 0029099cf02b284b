import { askPcp } from '../../electron/core/gateway/ask-pcp.ts';
import { createGatewayClient } from '../../electron/core/gateway/asker.ts';
import { announcements } from '../../electron/core/gateway/nat-pmp.ts';
import { gatewayTarget } from '../../electron/core/gateway/target.ts';
import { watchGateway } from '../../electron/core/gateway/watch.ts';
import type { Udp } from '../../electron/core/udp.ts';
import { systemClock, systemRandom } from '../../electron/node/clock.ts';
import { createGatewayEvents } from '../../electron/node/gateway-events.ts';
import { createHttp } from '../../electron/node/http.ts';
import { createNetwork } from '../../electron/node/network/network.ts';
import { createUdp } from '../../electron/node/udp.ts';
import { rememberingLog } from './remembering-log.ts';

/**
 * Run inside a network namespace: asks or watches the gateway over real sockets, and prints what comes
 * of it, one JSON value a line. Its argument: `ask`, `pcp`, `watch` or `watchEvents`.
 */
const [mode = ''] = process.argv.slice(2);

const network = createNetwork();
const [udp, http, clock, log] = [
  createUdp(),
  createHttp({ userAgent: 'test' }),
  systemClock,
  rememberingLog([]),
];
const ports = { udp, http, network, clock, random: systemRandom, log };
const signal = new AbortController().signal;
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

if (mode === 'ask') say(await createGatewayClient(ports).ask(signal));
if (mode === 'pcp') {
  const target = await gatewayTarget(network);
  if (target !== undefined) say(await askPcp(ports, target, signal));
}
if (mode.startsWith('watch')) {
  const client = createGatewayClient(ports);
  const gatewayEvents = mode === 'watchEvents' ? createGatewayEvents({ clock, log }) : undefined;
  // With events it would be found by polling all the same: so it is not polled.
  const patient = {
    ...clock,
    sleep: (ms: number, end?: AbortSignal) => clock.sleep(ms * 100, end),
  };
  const beat = gatewayEvents === undefined ? clock : patient;
  const tell = () => void client.ask(signal).then(say);
  const listening = Promise.withResolvers<void>();
  const told: Udp = {
    ...udp,
    async listen(options) {
      const socket = await udp.listen(options);
      if (options.port === announcements.port) listening.resolve();
      return socket;
    },
  };
  watchGateway(
    { udp: told, network, gateway: client, clock: beat, log, gatewayEvents },
    tell,
    signal,
  );
  // From now on every announcement is heard.
  await listening.promise;
  tell();
}
