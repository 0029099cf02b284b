import * as z from 'zod';
import { failure } from '../../core/outcome.ts';
import { listForm } from '../api/list-form.ts';
import { wireName } from '../api/names.ts';
import type { HeldSet } from '../api/set-plan.ts';

export const setForm = z.object({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  ttl: z.number().nullish(),
  records: listForm(z.string()).nullish(),
  line: z.string().nullish(),
  status: z.string().nullish(),
  alias_target: z.object({ resource_domain_name: z.string().nullish() }).nullish(),
});

type ShownSet = z.infer<typeof setForm>;

/** The line that answers everybody whom no other line is for. */
export const defaultLine = 'default_view';

/** What answers nobody now. */
const paused: readonly string[] = ['DISABLE', 'FREEZE'];

/** What answers everybody. Of a set that cannot become one address it says why. */
export function heldSets(shown: readonly ShownSet[]): readonly HeldSet[] {
  const answering = shown.filter(
    ({ line, status }) => (line ?? defaultLine) === defaultLine && !paused.includes(status ?? ''),
  );
  const keyOf = ({ name, type }: ShownSet) => `${wireName(name)} ${type}`;
  const counts = Map.groupBy(answering, keyOf);
  return answering.map((set) => {
    const name = wireName(set.name);
    const target = set.alias_target?.resource_domain_name ?? '';
    const several = (counts.get(keyOf(set))?.length ?? 0) > 1;
    const held = {
      name,
      type: set.type,
      values: set.records ?? [],
      ttl: set.ttl ?? undefined,
      extra: { id: set.id },
    };
    if (target !== '') return { ...held, values: [target], blocked: isAlias(name, target) };
    return several ? { ...held, blocked: isWeighted(name) } : held;
  });
}

function isAlias(name: string, target: string) {
  const to = target.replace(/\.$/, '');
  return failure('conflict', {
    en: `${name} is an alias to ${to}`,
    'zh-CN': `${name} 是指向 ${to} 的别名记录`,
  });
}

function isWeighted(name: string) {
  return failure('conflict', {
    en: `${name} has several record sets with weights; which of them is this computer's cannot be known`,
    'zh-CN': `${name} 有多个带权重的记录集，无法确定哪一个属于本机`,
  });
}
