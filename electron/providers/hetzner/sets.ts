import * as z from 'zod';
import { parseAddress, sameAddress } from '../../core/address.ts';
import { listForm } from '../api/list-form.ts';
import { relativeTo } from '../api/names.ts';
import type { HeldSet, WantedSet } from '../api/set-plan.ts';
import type { Zone } from '../api/zone-search.ts';

export const setForm = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  records: listForm(z.object({ value: z.string(), comment: z.string().nullish() })),
});

type Shown = z.infer<typeof setForm>;

/** A set without a TTL of its own has the zone's: shown as 0, which no set can have. */
export function heldSet({ name, type, ttl, records }: Shown, zone: Zone): HeldSet {
  return {
    name: relativeTo(name, zone.name),
    type,
    ttl: ttl ?? 0,
    values: records.map(({ value }) => value),
    extra: { comments: records.map(({ comment }) => comment ?? '') },
  };
}

/** Two spellings of one address. */
export function isSame(one: string | undefined, other: string): boolean {
  return sameAddress(parseAddress(one ?? ''), parseAddress(other));
}

/** The comment of the record that becomes the only one: of the one that has the address, else of the first. */
export function commentOf({ values: [value], held }: WantedSet): string {
  const comments = z.array(z.string()).catch([]).parse(held?.extra?.comments);
  const at = held?.values.findIndex((each) => isSame(each, value)) ?? -1;
  return comments[at] ?? comments[0] ?? '';
}
