import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { nextAskAgain } from '../../electron/core/steady.ts';
import { stunServers } from '../../electron/sources/stun-catalogue.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { measureWay, quantiles, ways } from '../lab/latency.ts';
import { internet, wan, zone } from '../lab/plan.ts';
import { steadyNow } from '../lab/service-call.ts';
import { type Peer, peers } from './lab-peers.ts';
import { count, milliseconds, type Table } from './table.ts';

const changes = 20;
/** A check each ten seconds makes many changes long. */
const fewChanges = 6;
const peerChanges = 5;

function row(label: string, values: readonly number[]): readonly string[] {
  return [label, ...quantiles(values).map(milliseconds)];
}

/** Milliseconds from the wish to check until the record at the authoritative server is the new one. */
async function reactions(lab: Lab, peer: Peer): Promise<readonly number[]> {
  await lab.reset();
  const child = await peer.start(lab, 3_600);
  const watch = (address: string) =>
    lab.internet.call('watch', { name: peer.host, type: 'A', address, limit: 60_000 });
  const found: number[] = [];
  try {
    await watch(wan.first);
    for (let at = 0; at < peerChanges; at += 1) {
      const address = [wan.other, wan.moved, wan.first][at % 3] ?? wan.first;
      await lab.router.setWan(address);
      // It has to be at rest again, or it does not hear the wish.
      await sleep(2_000);
      const begin = steadyNow();
      const seen = watch(address);
      child.kill(peer.nudge);
      found.push((await seen) - begin);
    }
  } finally {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
  return found;
}

/** A change comes at any time between two checks: so much of an interval goes by first. */
function atDefaults(peer: Peer, measured: readonly number[]): readonly string[] {
  const [least = 0, median = 0, p95 = 0, most = 0] = quantiles(measured);
  const wait = (part: number) => part * peer.interval * 1_000;
  const times = [least, wait(0.5) + median, wait(0.95) + p95, wait(1) + most];
  return [`${peer.name}, every ${peer.interval} s (computed)`, ...times.map(milliseconds)];
}

/** One program's trouble must not end the run. */
async function orNothing(
  measuring: Promise<readonly number[]>,
  say: (text: string) => void,
): Promise<readonly number[]> {
  return measuring.catch((error: unknown) => {
    say(`  could not be measured: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  });
}

/** From the change of the address to the changed record. */
async function latencyTable(lab: Lab, say: (text: string) => void): Promise<Table> {
  const rows: (readonly string[])[] = [];
  for (const way of ways) {
    say(`lab: ${way.name}`);
    const times = way.interval === '10s' ? fewChanges : changes;
    const measured = await orNothing(measureWay(lab, way, times), say);
    rows.push(row(`DDNS Tray, ${way.name} (${measured.length})`, measured));
  }
  for (const peer of peers) {
    say(`lab: ${peer.name}`);
    const measured = await orNothing(reactions(lab, peer), say);
    rows.push(row(`${peer.name}, from its next check on (${peerChanges})`, measured));
    rows.push(atDefaults(peer, measured));
  }
  return {
    title: 'From a change of the address to the record at the authoritative server',
    columns: ['', 'least', 'median', 'p95', 'most'],
    rows,
    notes: [
      'in brackets: how many changes were measured; questions each 20 ms tell when the record is new',
      'DDNS Tray checks every 10 min here, unless the line says otherwise',
      'the others do not notice changes: measured is from a signal that makes them check,',
      'computed is that and the time until the next check, for a change at any moment between two',
    ],
  };
}

/** STUN servers are real ones that do not count: the router counts what goes there. */
async function stunFlows(lab: Lab): Promise<number> {
  const rules = await lab.net.run('router', 'nft', 'list', 'table', 'inet', 'lab');
  return [...rules.matchAll(/counter packets (\d+)/g)].reduce(
    (sum, one) => sum + Number(one[1]),
    0,
  );
}

/** What the Internet sees of programs at rest behind a router that answers. */
async function restTable(lab: Lab, wait: number): Promise<Table> {
  await lab.reset();
  await lab.home.joinIpv6();
  const ports = [...new Set(stunServers.map(({ port }) => port))].join(', ');
  await lab.rules('router', {
    forward: [`iifname "br0" udp dport { ${ports} } ct state new counter`],
  });
  const installation = await lab.home.install({ interval: '1m', types: ['A', 'AAAA'] });
  const daemon = installation.run();
  const others = await Promise.all(peers.map((peer) => peer.start(lab, peer.interval)));
  for (const { host } of [...peers, { host: zone.record }]) {
    const wish = { name: host, type: 'A', address: wan.first, limit: 60_000 } as const;
    await lab.internet.call('watch', wish);
  }
  await sleep(5_000);
  await lab.internet.call('arrivals', undefined);
  const before = await stunFlows(lab);
  await sleep(wait * 1_000);
  const arrivals = await lab.internet.call('arrivals', undefined);
  const stun = (await stunFlows(lab)) - before;
  await daemon.stop();
  for (const child of others) child.kill('SIGKILL');

  const byAgent = (name: string) =>
    arrivals.filter(({ agent = 'ddns-tray' }) => agent.toLowerCase().includes(name)).length;
  const anHour = (number: number) => count((number * 3_600) / wait);
  const counted = { 'DDNS Tray, both families': byAgent('ddns-tray') + stun };
  const measured = Object.entries({
    ...counted,
    ddclient: byAgent('ddclient'),
    inadyn: byAgent('inadyn'),
  });
  return {
    title: `Requests at the Internet while nothing changes, behind a router that answers, ${wait} s`,
    columns: ['', 'counted', 'an hour'],
    rows: [
      ...measured.map(([name, number]) => [name, count(number), anHour(number)]),
      ['DDNS Tray, each family, by its schedule', '–', (3_600_000 / meanAway()).toFixed(1)],
    ],
    notes: [
      'each program at its defaults; DDNS Tray with A and AAAA, the others with A',
      'by its schedule: the mean of 100,000 draws of when it asks again, computed and not waited for',
      `the name server ${internet.nameServer.ipv4} and the resolver are not counted`,
    ],
  };
}

function meanAway(): number {
  const draws = 100_000;
  let sum = 0;
  for (let at = 0; at < draws; at += 1) sum += nextAskAgain(0, (at + 0.5) / draws, false);
  return sum / draws;
}

/** Measures in the laboratory of network namespaces; `wait` is in seconds. */
export async function benchLab(
  wait: number,
  say: (text: string) => void,
  print: (table: Table) => void,
): Promise<void> {
  const lab = await openLab();
  try {
    print(await latencyTable(lab, say));
    say(`lab: ${wait} s at rest`);
    print(await restTable(lab, wait));
  } finally {
    await lab.close();
  }
}
