import { decodeMessage } from '../../electron/core/dns/message.ts';
import type { FailureKind } from '../../electron/core/outcome.ts';
import type { EmulatedReply, EmulatedRequest } from '../support/emulator.ts';
import type { NameServers } from './name-servers.ts';
import type { ProviderFaults } from './provider-faults.ts';
import type { Side } from './side.ts';
import type { BindSide } from './sides/bind-side.ts';
import { spoilers } from './spoil.ts';
import type { World } from './world.ts';

export interface ProviderCalls {
  /** A request arrives at a provider's API. */
  http(side: Side, request: EmulatedRequest, life: number): EmulatedReply;
  /** A message of an account arrives at its name server; undefined for silence. */
  dns(
    side: BindSide,
    bytes: Uint8Array,
    transport: 'udp' | 'tcp',
    life: number,
  ): Uint8Array | undefined | 'offline';
  /** Milliseconds that the clock of the account's name server is ahead of the real time. */
  readonly skew: () => number;
}

/** Lets requests happen at their provider, and tells the rules what each of them did there. */
export function createProviderCalls(
  world: World,
  faults: ProviderFaults,
  nameServers: NameServers,
): ProviderCalls {
  const chance = world.chance.fork('provider calls');
  let skew = 0;

  /** Compares the provider before and after. */
  function watched<Answer>(side: Side, life: number, act: () => Answer): Answer {
    const { account, listed } = side;
    const foreign = side.foreign();
    const before = listed.map(({ name, type }) => side.held(name, type));
    const answer = act();
    for (const [at, { name, type }] of listed.entries()) {
      const [was, is] = [before[at] ?? { values: [] }, side.held(name, type)];
      if (JSON.stringify(was) === JSON.stringify(is)) continue;
      world.emit({ kind: 'write', life, account, name, type, before: was, after: is });
    }
    const left = side.foreign();
    if (left !== foreign) {
      world.emit({ kind: 'trespass', life, account, what: `${foreign} became ${left}` });
    }
    for (const what of side.violations()) {
      world.emit({ kind: 'trespass', life, account, what });
    }
    nameServers.refresh(side);
    side.forget();
    return answer;
  }

  return {
    skew: () => skew,
    http: (side, request, life) =>
      watched(side, life, () => {
        const tells = side.tells?.(request) ?? [];
        const fault = faults.strikes(side.account);
        const spoil = spoilers[side.provider]?.[fault as FailureKind];
        const truth = () => side.handle?.(request) ?? { status: 500, body: '' };
        const reply = spoil === undefined ? truth() : spoil(truth, chance, world);
        const reached = !('error' in reply) || reply.sent === true;
        for (const told of reached ? tells : []) {
          world.emit({ kind: 'told', life, account: side.account, ...told });
        }
        return reply;
      }),
    dns: (side, bytes, transport, life) =>
      watched(side, life, () => {
        const fault = faults.strikes(side.account);
        if (fault === 'offline') return 'offline';
        // Each message meets another time, so that what was learnt from the last one does not help.
        skew = fault === 'clock' ? skew + chance.int(2, 9) * 3_600_000 : 0;
        const own = ['refuse', 'servfail', 'silent', 'loseAnswer', 'unsigned'] as const;
        const known = own.find((one) => one === fault);
        side.setFault(known === undefined ? undefined : () => known);
        const reply = side.exchange?.(bytes, transport);
        side.setFault(undefined);
        return reply;
      }),
  };
}

/** True for a message that an account sends, as against a question of anybody's. */
export function isAccountMessage(bytes: Uint8Array): boolean {
  const { opcode, additional } = decodeMessage(bytes);
  return opcode === 'UPDATE' || additional.some(({ type }) => type === 'TSIG');
}
