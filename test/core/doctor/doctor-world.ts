import { type ExamineOptions, examine } from '../../../electron/core/doctor/examine.ts';
import type { DoctorPorts } from '../../../electron/core/doctor/ports.ts';
import type { Step, StepName } from '../../../electron/core/doctor/step.ts';
import type { GatewayWord } from '../../../electron/core/gateway/client.ts';
import type { DefaultGateway, Egress, NetworkIdentity } from '../../../electron/core/network.ts';
import {
  type HttpRequest,
  type HttpResponse,
  type InterfaceAddress,
  NetError,
  type NetErrorKind,
} from '../../../electron/core/ports.ts';
import type { Provider } from '../../../electron/core/provider.ts';
import { quietNetwork, quietUdp } from '../../../electron/core/quiet-network.ts';
import type { Settings } from '../../../electron/core/settings.ts';
import { type AppState, emptyState, type Verification } from '../../../electron/core/state.ts';
import { createNameServer, type NameServer } from '../../../electron/demo/name-server.ts';
import {
  type FakeSource,
  fakeProvider,
  fakeSource,
  homeV4,
  reading,
  record,
  settingsOf,
} from '../../support/core-world-parts.ts';
import { manualClock } from '../../support/manual-clock.ts';
import { memoryDns } from '../../support/memory-dns.ts';
import { fixedClock, seededRandom, testNow } from '../../support/provider-context.ts';
import { type LogLine, rememberingLog } from '../../support/remembering-log.ts';

/** A name server that answers every question about `zone` with that address. */
export function mirror(zone: string, value: string): NameServer {
  const [host = zone, ...rest] = zone.split('.');
  const name = rest.length > 1 ? rest.join('.') : zone;
  return createNameServer({
    zones: [
      {
        name,
        servers: [`ns1.${name}`],
        records: [{ name: rest.length > 1 ? `${host}.${name}` : name, type: 'A', value }],
      },
    ],
    keys: [],
    clock: fixedClock(),
  });
}

const lan: InterfaceAddress = { interface: 'eth0', address: '192.168.1.20', internal: false };
const gateway: DefaultGateway = { family: 'ipv4', address: '192.168.1.1', interface: 'eth0' };

/** A home where all is well, but for what a test changes. */
export interface Home {
  readonly settings?: Settings;
  readonly state?: AppState;
  readonly sources?: readonly FakeSource[];
  readonly provider?: Provider;
  /** One after the other, the last one again and again. */
  readonly word?: GatewayWord | readonly GatewayWord[] | 'hangs';
  readonly egress?: Egress | undefined;
  /** The interface that is taken by what is sent from an address of the user's choice. */
  readonly taken?: string | undefined;
  readonly addresses?: readonly InterfaceAddress[];
  readonly identity?: NetworkIdentity;
  /** What the system's resolver finds; nothing for a name that is not there. */
  readonly resolves?: string | undefined;
  readonly servers?: Readonly<Record<string, NameServer>>;
  readonly verify?: Verification['kind'] | Error;
  /** What a page answers: the body of a 200, or why it does not. */
  readonly web?: (request: HttpRequest) => Partial<HttpResponse> | NetErrorKind | NetError;
  /** A host that lets every request wait for as long as it may. */
  readonly hangs?: string;
  readonly options?: ExamineOptions;
}

/** Sources that ask a page, so that they tell the time and a name. */
export function webSource(id: string, says: FakeSource['says']['ipv4'] = homeV4): FakeSource {
  const source = fakeSource(id);
  source.says = { ipv4: says, ipv6: 'offline' };
  const plain = source.ask;
  return Object.assign(source, {
    ask: async (family: 'ipv4' | 'ipv6', context: Parameters<typeof plain>[1]) => {
      const { http, signal } = context;
      const url = `https://${id}.example.net/`;
      const fixed = { method: 'GET', proxy: 'never', timeout: 1, maxBytes: 99 } as const;
      await http.send({ ...fixed, url, family, signal });
      return plain(family, context);
    },
  });
}

export const www = record('www.example.com');

/** Examines that home. */
export function home(parts: Home = {}) {
  const clock = manualClock();
  const lines: LogLine[] = [];
  const requests: HttpRequest[] = [];
  const settings = parts.settings ?? settingsOf([www]);
  const sources = parts.sources ?? ['alpha', 'beta', 'gamma'].map((id) => webSource(id));
  const provider: Provider = parts.provider ?? {
    ...fakeProvider('reading', reading),
    zones: async () => ['example.com'],
  };
  const { word = { kind: 'silent', gateway: '192.168.1.1' } } = parts;
  const words = word === 'hangs' ? [] : 'kind' in word ? [word] : [...word];
  const egress = 'egress' in parts ? parts.egress : { address: lan.address, interface: 'eth0' };
  const dns = memoryDns(
    parts.servers ?? { '208.67.222.222:53': mirror('myip.opendns.com', homeV4.text) },
  );
  const ports: DoctorPorts = {
    clock,
    random: seededRandom(1),
    log: rememberingLog(lines),
    http: {
      async send(request) {
        requests.push(request);
        const { hostname } = new URL(request.url);
        if (hostname === parts.hangs) {
          await clock.sleep(request.timeout, request.signal);
          throw new NetError('timeout', hostname);
        }
        const said = parts.web?.(request) ?? {};
        if (said instanceof NetError) throw said;
        if (typeof said === 'string') throw new NetError(said, hostname);
        const date = new Date(testNow).toUTCString();
        return { status: 200, body: '', headers: { date }, ...said };
      },
    },
    dns,
    interfaces: { list: () => parts.addresses ?? [lan] },
    commands: { run: () => Promise.reject(new Error('no command')) },
    udp: {
      ...quietUdp,
      resolve: async (host) => {
        const found = 'resolves' in parts ? parts.resolves : '203.0.114.7';
        if (found === undefined) throw new NetError('notFound', host);
        return [found];
      },
    },
    network: {
      ...quietNetwork,
      addresses: async () => parts.addresses ?? [lan],
      gateways: async () => [gateway],
      egress: async (family, from) => {
        if (from !== undefined) return { address: from, interface: parts.taken };
        return family === 'ipv4' ? egress : undefined;
      },
      identity: async () => parts.identity ?? { profiles: [] },
    },
    gateway: {
      ask: () => {
        const next = words.length > 1 ? words.shift() : words[0];
        return next === undefined ? new Promise(() => undefined) : Promise.resolve(next);
      },
      forget: () => undefined,
    },
    provider: () => provider,
    source: (spec) => {
      const found = sources.find(({ id }) => spec.kind === 'builtIn' && spec.id === id);
      return found ?? fakeSource('nobody', { families: [] });
    },
    verify: async (targets) => {
      const { verify = 'matches' } = parts;
      if (verify instanceof Error) throw verify;
      return targets.map(() => verify);
    },
  };
  const control = new AbortController();
  const state = parts.state ?? emptyState;
  const examination = examine(ports, settings, state, parts.options ?? {}, control.signal);
  return { examination, clock, control, lines, requests, dns };
}

/** The one step of that name, and of that thing where there are several. */
export function stepOf(steps: readonly Step[], name: StepName, about?: string): Step {
  const found = steps.find(
    (one) => one.step === name && (about === undefined || one.about === about),
  );
  if (found === undefined) throw new Error(`there is no step ${name} ${about ?? ''}`);
  return found;
}

/** A step's state and what it says, such as `good linkGood`. */
export function gist({ state, finding }: Step): string {
  return `${state} ${finding.kind === 'said' ? finding.name : finding.failure.kind}`;
}
