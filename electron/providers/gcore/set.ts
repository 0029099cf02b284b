import * as z from 'zod';
import type { Name } from '../../core/name.ts';
import { type Failure, failure } from '../../core/outcome.ts';
import { listForm } from '../api/list-form.ts';
import { wireName } from '../api/names.ts';
import type { HeldSet } from '../api/set-plan.ts';

/** One record of a set. Its id is not taken: a set is written without them. */
export const contentForm = z.object({
  content: listForm(z.unknown()),
  enabled: z.boolean().nullish(),
  meta: z.unknown().optional(),
});

/** `pickers` were called `filters` before; whichever came goes back. */
export const setForm = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  resource_records: listForm(contentForm).nullish(),
  meta: z.unknown().optional(),
  pickers: listForm(z.unknown()).nullish(),
  filters: listForm(z.unknown()).nullish(),
});

type Content = z.infer<typeof contentForm>;

/** What goes back when a set is replaced: what it has beside records, its first record, and those that are off. */
export interface Kept extends Readonly<Record<string, unknown>> {
  readonly own: Readonly<Record<string, unknown>>;
  readonly first: Content | undefined;
  readonly off: readonly Content[];
}

export const isServed = ({ enabled }: Content) => enabled !== false;
export const textOf = ({ content }: Content) => content.map(String).join(' ');

/** A set as the service shows it; records that are off are not served, and only kept to go back. */
export function heldSet(answer: z.infer<typeof setForm>): HeldSet {
  const { name, type, ttl, resource_records, meta, pickers, filters } = answer;
  const all = resource_records ?? [];
  const served = all.filter(isServed);
  const off = all.filter((each) => !isServed(each));
  const chooses = served.length > 1 && Boolean(pickers?.length || filters?.length);
  const wire = wireName(name);
  const own = Object.entries({ meta, pickers, filters }).filter(([, value]) => value);
  const extra: Kept = { own: Object.fromEntries(own), first: served[0], off };
  return {
    name: wire,
    type,
    ttl: ttl ?? undefined,
    values: served.map(textOf),
    extra,
    ...(chooses ? { blocked: chosen(wire) } : {}),
  };
}

/** One address in place of records that are chosen from would undo the choice. */
function chosen(name: Name): Failure {
  return failure('conflict', {
    en: `${name} has a policy that chooses among several records`,
    'zh-CN': `${name} 设有在多条记录中选择的策略`,
  });
}
