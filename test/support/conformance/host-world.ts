import type { Family } from '../../../electron/core/address.ts';
import type { FailureKind } from '../../../electron/core/outcome.ts';
import type { Provider } from '../../../electron/core/provider.ts';
import { type EmulatedReply, type Emulator, emulatedHttp, type Fault } from '../emulator.ts';
import { type TestContext, testContext } from '../provider-context.ts';
import { spellings } from './echoes.ts';
import { faultOf, type OwnRefusals } from './faults.ts';
import type { WorldFault } from './world.ts';

/** What a host of an emulator holds. */
export type HeldHost = Partial<Record<Family, string>>;

/** The hosts of one account, as a service with an update URL keeps them. */
export interface HostStore {
  /** By full name: A-labels, no final dot. */
  readonly hosts: Map<string, HeldHost>;
  /** Names whose updates the service refuses. */
  readonly refused: Set<string>;
}

export function hostStore(): HostStore {
  return { hosts: new Map(), refused: new Set() };
}

export interface HostWorld {
  readonly provider: Provider;
  /** As the provider's own schema made it. */
  readonly account: unknown;
  /** Texts that must never come out. */
  readonly secrets: readonly string[];
  /** The service's own refusal whose text repeats a secret. */
  readonly echo: EmulatedReply;
  addHost(name: string, held?: HeldHost): void;
  held(name: string): HeldHost | undefined;
  /** From now on the service refuses every update of that name. */
  refuse(name: string): void;
  /** Strikes once, at the next request. */
  fault(fault: WorldFault): void;
  /** Default: once, and whatever the request is. */
  answer(reply: Fault['reply'], times?: number, when?: Fault['when']): void;
  /** Requests that the service has received. */
  requests(): number;
  /** Every URL that was asked for, of strangers too. */
  urls(): readonly URL[];
  violations(): readonly string[];
  context(parts?: Omit<NonNullable<Parameters<typeof testContext>[0]>, 'http'>): TestContext;
}

interface HostWorldParts {
  readonly provider: Provider;
  /** As a user writes it. */
  readonly account: Readonly<Record<string, unknown>>;
  /** Texts that must never come out: every secret of the account, and those made of them. */
  readonly secrets: readonly string[];
  readonly hosts: Map<string, HeldHost>;
  readonly refuse: (name: string) => void;
  /** By host name. Each gets the faults, and loses those that another used up. */
  readonly emulators: Readonly<Record<string, Emulator>>;
  readonly refusals: OwnRefusals;
}

/** A world over emulators of a service with an update URL. */
export function hostWorld(parts: HostWorldParts): HostWorld {
  const { provider, hosts, refusals } = parts;
  const http = emulatedHttp(parts.emulators);
  const emulators = [...new Set(Object.values(parts.emulators))];
  const strike = (fault: Fault) => {
    for (const { faults } of emulators) faults.push(fault);
  };
  return {
    provider,
    account: provider.account.parse(parts.account),
    secrets: parts.secrets.flatMap(spellings),
    echo: refusals.secretEchoed,
    addHost: (name, held = {}) => void hosts.set(name, { ...held }),
    held: (name) => hosts.get(name),
    refuse: parts.refuse,
    fault: (fault) => strike(faultOf(fault, undefined, refusals, () => true)),
    answer: (reply, times = 1, when = () => true) => strike({ reply, times, when }),
    requests: () => emulators.reduce((count, { requests }) => count + requests.length, 0),
    urls: () => http.sent.map(({ url }) => new URL(url)),
    violations: () => emulators.flatMap(({ violations }) => violations),
    context: (more = {}) => testContext({ ...more, http }),
  };
}

/** One of the errors that the service documents, and what it must come to. */
export interface HostErrorRow {
  /** The service's own words. */
  readonly title: string;
  readonly reply: EmulatedReply;
  readonly kind: FailureKind;
  /** Default `record`. */
  readonly scope?: 'account' | 'record';
  /** Milliseconds. */
  readonly retryAfter?: number;
}

/** What a service can do and hold, and so which promises can be tried. */
export interface HostHarness {
  readonly makeWorld: () => HostWorld;
  /** Names that one account can hold; three where it holds several. */
  readonly names: readonly [string, ...string[]];
  /** An apex, a wildcard, a name with letters beyond ASCII: what the service has of them. */
  readonly special: readonly string[];
  /** Names that the service cannot hold, so that they are refused unsent. */
  readonly foreign?: readonly string[];
  /** What becomes of a family that a request leaves out, as far as known. */
  readonly omitted: 'kept' | 'lost';
  /** How a success is known. */
  readonly evidence: 'provider' | 'accepted';
  /** What an unchanged address comes to. */
  readonly unchanged: 'alreadyRight' | 'updated';
  /** The answer to an update of the first name that names this address; left out where it names none. */
  readonly naming?: (address: string) => EmulatedReply;
  /** The first half of an answer tells that the update was done. */
  readonly firstHalfTells?: boolean;
  /** A status of success tells that it was done, whatever the words are. */
  readonly statusTells?: boolean;
  /** Each name has a credential of its own, or a refused one cannot be told from a foreign name. */
  readonly keyPerHost?: boolean;
  /** Every error that the service documents and that can meet us. */
  readonly errors: readonly HostErrorRow[];
}
