import * as z from 'zod';
import { listForm } from '../api/list-form.ts';
import { wireName } from '../api/names.ts';
import type { Zone } from '../api/zone-search.ts';

const info = z.object({ total_pages: z.number().int().optional() }).nullish();

const zoneForm = z.object({
  id: z.string().regex(/^\w+$/),
  name: z.string(),
  status: z.string().nullish(),
});
export const zonesForm = z.object({ result: listForm(zoneForm), result_info: info });

/** Other types of record are listed too, and may lack what an address has. */
const recordForm = z.object({
  id: z.string().regex(/^\w+$/),
  type: z.string(),
  name: z.string().transform(wireName),
  content: z.string().catch(''),
  ttl: z.number().catch(1),
  proxied: z.boolean().catch(false),
});
export const recordsForm = z.object({ result: listForm(recordForm), result_info: info });

/** One record as the API shows it. `ttl` in seconds, 1 for automatic. */
export type CloudflareRecord = z.output<typeof recordForm>;

export const oneForm = z.object({ result: recordForm });
export const removedForm = z.object({ result: z.object({ id: z.string() }) });
const some = listForm(recordForm).nullish();
export const batchForm = z.object({ result: z.object({ patches: some, posts: some }) });

/** Zones that moved away or were deleted are still listed, and cannot be written. */
export function usableZones(shown: readonly z.output<typeof zoneForm>[]): Zone[] {
  return shown
    .filter(({ status }) => status == null || status === 'active' || status === 'pending')
    .toSorted((a, b) => Number(b.status === 'active') - Number(a.status === 'active'))
    .map(({ id, name }) => ({ id, name: wireName(name) }));
}
