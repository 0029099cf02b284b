import * as z from 'zod';
import { parseAddress } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import { looseNumber, looseText } from '../api/loose-form.ts';
import type { HeldSet } from '../api/set-plan.ts';

/** One record holds the addresses of both families of a name. */
export const joinedType = 'A/AAAA';
const types = ['A', 'AAAA'] as const;

export const recordForm = z.object({
  RecordId: looseText,
  RecordName: z.string(),
  RecordType: z.string(),
  Data: z.object({ Value: z.string().nullish() }).nullish(),
  Ttl: looseNumber,
  Proxied: z.boolean().nullish(),
  BizName: z.string().nullish(),
  Comment: z.string().nullish(),
});

/** What one name holds, as it was read or written last. */
export interface Joined {
  readonly id: string;
  readonly values: readonly string[];
  readonly ttl: number | undefined;
  /** What the service wants back. */
  readonly kept: {
    readonly Proxied?: boolean;
    readonly BizName?: string;
    readonly Comment?: string;
  };
}

type Shown = z.infer<typeof recordForm>;

/** A record of the type {@link joinedType} as it is shown. */
export function joinedOf({ RecordId, Data, Ttl, Proxied, BizName, Comment }: Shown): Joined {
  const values = (Data?.Value ?? '').split(',').map((value) => value.trim());
  return {
    id: RecordId,
    values: values.filter((value) => value !== ''),
    ttl: Ttl,
    kept: {
      ...(typeof Proxied === 'boolean' ? { Proxied } : {}),
      ...(BizName ? { BizName } : {}),
      ...(Comment ? { Comment } : {}),
    },
  };
}

/** The type of record that a value belongs to; undefined where it is no address. */
export function typeOf(value: string): string | undefined {
  const family = parseAddress(value)?.family;
  return family && (family === 'ipv4' ? 'A' : 'AAAA');
}

/** Both sets of a joined record: an empty one tells its TTL to what is added. */
export function setsOf(name: Name, { id, values, ttl }: Joined): readonly HeldSet[] {
  return types.map((type) => {
    const own = values.filter((value) => typeOf(value) === type);
    return { name, type, values: own, ttl, extra: { id } };
  });
}
