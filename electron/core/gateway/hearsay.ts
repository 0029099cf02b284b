import { sameAddress } from '../address.ts';
import type { SpokenWord } from './client.ts';
import { type EpochMark, natPmpRestarted, pcpRestarted } from './epoch.ts';
import type { IgdAnswer } from './igd.ts';
import { decodeNatPmp } from './nat-pmp.ts';
import { decodePcpAnnouncement } from './pcp.ts';

/** The last word that a gateway itself gave when it was asked, and when, in milliseconds since 1970. */
export interface Heard {
  readonly word: SpokenWord;
  readonly at: number;
  /** Of the other protocol's announcements, where those came too. */
  readonly announced?: EpochMark | undefined;
}

function markOf({ word, at }: Heard): EpochMark | undefined {
  return word.epoch === undefined ? undefined : { epoch: word.epoch, at };
}

function restarted(before: Heard, after: Heard): boolean {
  const [old, fresh] = [markOf(before), markOf(after)];
  if (old === undefined || fresh === undefined || before.word.protocol !== after.word.protocol) {
    return false;
  }
  return (before.word.protocol === 'pcp' ? pcpRestarted : natPmpRestarted)(old, fresh);
}

function differs(word: SpokenWord, said: Pick<IgdAnswer, 'kind'> | SpokenWord): boolean {
  if (word.kind !== said.kind) return true;
  return word.kind === 'address' && 'address' in said && !sameAddress(word.address, said.address);
}

/** Whether a gateway's word is another than its last one: the address, up or down, or it has started again. */
export function isNews(before: Heard, after: Heard): boolean {
  return differs(before.word, after.word) || restarted(before, after);
}

/** What an announcement comes to: worth asking the gateway itself, or nothing. */
export interface Hearsay {
  readonly isWorthAsking: boolean;
  /** What is to be remembered of it. */
  readonly announced?: EpochMark | undefined;
}

const nothing: Hearsay = { isWorthAsking: false };

/**
 * Weighs a datagram that bears the gateway's address. It proves nothing: whoever is in the network
 * could have sent it. What only repeats the last word costs nothing more.
 */
export function weigh(bytes: Uint8Array, last: Heard | undefined, at: number): Hearsay {
  const epoch = decodePcpAnnouncement(bytes);
  const answer = epoch === undefined ? decodeNatPmp(bytes) : undefined;
  if (last === undefined) {
    return { isWorthAsking: epoch !== undefined || answer !== undefined };
  }
  if (epoch !== undefined) return weighPcp({ epoch, at }, last);
  if (answer?.kind !== 'address' && answer?.kind !== 'down') return nothing;
  const mark = last.word.protocol === 'natPmp' ? markOf(last) : undefined;
  const isNew = mark !== undefined && natPmpRestarted(mark, { epoch: answer.epoch, at });
  return { isWorthAsking: isNew || differs(last.word, answer) };
}

/** It tells the epoch alone; RFC 6887 8.5 has it begin again when the address changes. */
function weighPcp(fresh: EpochMark, last: Heard): Hearsay {
  const before = last.word.protocol === 'pcp' ? markOf(last) : last.announced;
  if (before !== undefined && !pcpRestarted(before, fresh)) return nothing;
  return { isWorthAsking: true, announced: fresh };
}

/** Whether an event tells another address than the last word. */
export function isEventNews(told: IgdAnswer | undefined, last: Heard | undefined): boolean {
  if (told === undefined || told.kind === 'fault') return false;
  return last === undefined || differs(last.word, told);
}
