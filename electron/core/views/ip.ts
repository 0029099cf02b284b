import { type Address, type Family, families, sameAddress } from '../address.ts';
import type { Detail } from '../outcome.ts';
import type { SourceFailureKind } from '../source.ts';
import type { Detection } from '../state.ts';
import { type DetectionData, detectionData } from './detection.ts';
import { type DetailData, detailData } from './outcome.ts';

/** What one source said when all were asked. */
export interface SourceReply {
  readonly source: string;
  readonly operator: string;
  readonly family: Family;
  /** Nobody on the way can have given its answer. */
  readonly trusted: boolean;
  /** Milliseconds until it answered, or failed. */
  readonly latency: number;
  readonly result:
    | { readonly ok: true; readonly address: Address }
    | { readonly ok: false; readonly kind: SourceFailureKind; readonly detail: Detail };
}

/** An entry of `sources` in the JSON of `ip --all`. */
export interface SourceData {
  readonly source: string;
  readonly operator: string;
  readonly family: Family;
  readonly latency: number;
  readonly address?: string | undefined;
  /** Whether most operators say the same; `alone` where nobody else answered. */
  readonly agreement?: 'majority' | 'minority' | 'alone' | undefined;
  readonly failure?: ({ readonly kind: SourceFailureKind } & DetailData) | undefined;
}

/** The JSON of `ip`. */
export interface IpData {
  /** At least one address is known. */
  readonly ok: boolean;
  readonly status: 0 | 1 | 3;
  /** The families that were asked for. */
  readonly addresses: { readonly [One in Family]?: DetectionData | undefined };
  /** With `--all` only. */
  readonly sources?: readonly SourceData[] | undefined;
}

function statusOf(found: readonly DetectionData[]): IpData['status'] {
  if (found.some(({ state }) => state === 'known')) return 0;
  return found.length > 0 && found.every(({ state }) => state === 'offline') ? 3 : 1;
}

/** One confirmed address for each family that was asked for. */
export function ipData(detections: Partial<Readonly<Record<Family, Detection>>>): IpData {
  const asked = families.flatMap((family) => {
    const detection = detections[family];
    return detection === undefined ? [] : [[family, detectionData(detection)] as const];
  });
  const status = statusOf(asked.map(([, detection]) => detection));
  return { ok: status === 0, status, addresses: Object.fromEntries(asked) };
}

interface Camp {
  readonly address: Address;
  readonly operators: ReadonlySet<string>;
  readonly sources: readonly string[];
  /** One of them at least cannot have been forged on the way. */
  readonly trusted: boolean;
}

/** The answers of one family, the address of most operators first. */
function camps(replies: readonly SourceReply[]): readonly Camp[] {
  const found = new Map<string, Camp>();
  for (const { result, operator, source, trusted } of replies) {
    if (!result.ok) continue;
    const before = found.get(result.address.text);
    found.set(result.address.text, {
      address: result.address,
      operators: new Set([...(before?.operators ?? []), operator]),
      sources: [...(before?.sources ?? []), source],
      trusted: trusted || before?.trusted === true,
    });
  }
  return [...found.values()].sort((a, b) => b.operators.size - a.operators.size);
}

/** `missing`: no gateway, or one that tells nothing, which is no sign of a connection. */
const unreachable: ReadonlySet<SourceFailureKind> = new Set([
  'offline',
  'network',
  'timeout',
  'missing',
]);

function verdict(replies: readonly SourceReply[]): DetectionData {
  const [first, second] = camps(replies);
  if (first === undefined) {
    const silent = replies.every(({ result }) => !result.ok && unreachable.has(result.kind));
    return { state: silent ? 'offline' : 'noAnswer' };
  }
  if (first.operators.size < 2 || !first.trusted) {
    if (second === undefined) return { state: 'single' };
  } else if (second === undefined || second.operators.size < first.operators.size) {
    const { address, sources } = first;
    return { state: 'known', address: address.text, by: 'quorum', sources };
  }
  const answers = camps(replies).map(({ address, sources }) => ({
    source: sources.join(', '),
    address: address.text,
  }));
  return { state: 'disagree', answers };
}

function agreementOf(reply: SourceReply, replies: readonly SourceReply[]): SourceData['agreement'] {
  const { result } = reply;
  if (!result.ok) return undefined;
  const all = camps(replies);
  const own = all.find(({ address }) => sameAddress(address, result.address));
  if (all.length === 1 && own?.operators.size === 1) return 'alone';
  const best = verdict(replies);
  return best.state === 'known' && best.address === result.address.text ? 'majority' : 'minority';
}

/** What every source said, and what most operators agree on. */
export function allSourcesData(replies: readonly SourceReply[], asked: readonly Family[]): IpData {
  const found = asked.map((family) => {
    const own = replies.filter((reply) => reply.family === family);
    return [family, verdict(own), own] as const;
  });
  const status = statusOf(found.map(([, detection]) => detection));
  const sources = found.flatMap(([, , own]) =>
    own.map((reply): SourceData => {
      const { source, operator, family, latency, result } = reply;
      const base = { source, operator, family, latency };
      return result.ok
        ? { ...base, address: result.address.text, agreement: agreementOf(reply, own) }
        : { ...base, failure: { kind: result.kind, ...detailData(result.detail) } };
    }),
  );
  const addresses = Object.fromEntries(found.map(([family, detection]) => [family, detection]));
  return { ok: status === 0, status, addresses, sources };
}
