import os from 'node:os';
import path from 'node:path';
import { classify, parseAddress } from '../../core/address.ts';
import { minute, second } from '../../core/duration.ts';
import type { InterfaceAddress } from '../../core/ports.ts';
import { keeping } from './kept.ts';
import type { NetworkSystem } from './system.ts';
import { type RunTool, runTool } from './tool.ts';
import {
  adaptersScript,
  profilesScript,
  type WindowsAdapters,
  type WindowsLink,
  windowsAdapters,
  windowsIpv4Gateways,
  windowsIpv6Gateways,
  windowsLinks,
  windowsNeighbour,
  windowsProfiles,
} from './windows-tables.ts';

/** PowerShell takes a second, and much longer right after the start of Windows. */
const patience = 15 * second;
/** Who asks for addresses has them without states rather than late; the states are there the next time. */
const mostWait = 800;
const lifetimes = { usual: 10 * minute, settling: 5 * second, failed: minute };

/** Windows' own programs, whole path: a search would take one of that name from the current folder. */
function system(...parts: readonly string[]): string {
  return path.win32.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', ...parts);
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
}

/** The names of the interfaces by their index, which is the zone of their link-local addresses. */
function namesByIndex(): ReadonlyMap<number, string> {
  return new Map(
    Object.entries(os.networkInterfaces()).flatMap(([name, addresses]) =>
      (addresses ?? []).flatMap((one) =>
        one.family === 'IPv6' && one.scopeid > 0 ? [[one.scopeid, name] as const] : [],
      ),
    ),
  );
}

function isGlobalIpv6({ address }: InterfaceAddress): boolean {
  const parsed = parseAddress(address);
  return parsed?.family === 'ipv6' && classify(parsed) === 'global';
}

/** How long the word of PowerShell holds while the plain list stays as it is. */
function adaptersLifetime(adapters: WindowsAdapters | undefined): number {
  if (adapters === undefined) return lifetimes.failed;
  const settling = [...adapters.states.values()].some(({ tentative }) => tentative);
  return settling ? lifetimes.settling : lifetimes.usual;
}

/** Windows 10 and later, by its own programs; PowerShell, which is slow, as seldom as possible. */
export function createWindows(run: RunTool = runTool): NetworkSystem {
  const keepAdapters = keeping(adaptersLifetime);
  const keepLinks = keeping<readonly WindowsLink[]>(() => lifetimes.usual);
  const keepProfiles = keeping((names: readonly string[] | undefined) =>
    names === undefined ? lifetimes.failed : lifetimes.usual,
  );

  async function powerShell(script: string): Promise<string> {
    const file = system('WindowsPowerShell', 'v1.0', 'powershell.exe');
    const args = ['-NoProfile', '-NonInteractive', '-NoLogo', '-Command', script];
    return (await run(file, args, patience)) ?? '';
  }

  function adapters(list: readonly InterfaceAddress[]): Promise<WindowsAdapters | undefined> {
    return keepAdapters(JSON.stringify(list), async () =>
      windowsAdapters(await powerShell(adaptersScript)),
    );
  }

  function links(list: readonly InterfaceAddress[]): Promise<readonly WindowsLink[]> {
    return keepLinks(JSON.stringify(list), async () => {
      return windowsLinks((await run(system('route.exe'), ['print', '-4'])) ?? '');
    });
  }

  return {
    async states(list) {
      // Only IPv6 addresses have states that anybody looks at.
      if (!list.some(isGlobalIpv6)) return undefined;
      return (await Promise.race([adapters(list), after(mostWait)]))?.states;
    },
    prepare(list) {
      if (list.some(isGlobalIpv6)) void adapters(list);
    },
    async gateways(list) {
      const print = (family: '-4' | '-6') => run(system('route.exe'), ['print', family]);
      const [four, six] = await Promise.all([print('-4'), print('-6')]);
      const byAddress = new Map(list.map((one) => [one.address, one.interface]));
      const byIndex = namesByIndex();
      return [
        ...windowsIpv4Gateways(four ?? '', (address) => byAddress.get(address)),
        ...windowsIpv6Gateways(six ?? '', (index) => byIndex.get(index)),
      ];
    },
    async hardwareAddress(gateway) {
      const { family, address, interface: name } = gateway;
      if (family === 'ipv4') {
        return windowsNeighbour((await run(system('arp.exe'), ['-a', address])) ?? '', gateway);
      }
      const index = [...namesByIndex()].find(([, one]) => one === name)?.[0];
      if (index === undefined) return undefined;
      const args = ['interface', 'ipv6', 'show', 'neighbors', `interface=${index}`];
      return windowsNeighbour((await run(system('netsh.exe'), args)) ?? '', gateway);
    },
    async profiles(list, mark) {
      // Two networks may give this computer the same addresses: what is not told apart is not kept.
      const key = mark === undefined ? crypto.randomUUID() : `${mark} ${JSON.stringify(list)}`;
      const names = await keepProfiles(key, async () =>
        windowsProfiles(await powerShell(profilesScript)),
      );
      return names ?? [];
    },
    async description(list, name) {
      const all = await links(list);
      const index = [...namesByIndex()].find(([, one]) => one === name)?.[0];
      const mac = list.find((one) => one.interface === name)?.mac;
      const own = all.find((one) => one.index === index || (mac !== undefined && one.mac === mac));
      if (own !== undefined) return own.description;
      // A tunnel without IPv6 has neither.
      const every = (await adapters(list))?.adapters ?? [];
      return every.find((one) => one.name === name)?.description;
    },
    cheap: false,
  };
}
