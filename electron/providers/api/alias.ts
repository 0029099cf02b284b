import { type Failure, failure } from '../../core/outcome.ts';
import type { Placed } from './zone-reader.ts';

/** Types that take the place of addresses at a name. */
const aliasTypes: readonly string[] = ['CNAME', 'ALIAS', 'ANAME'];

/** The failure where an alias stands at the name in place of addresses; undefined where none does. */
export function aliasAt<Held extends Placed>(
  named: readonly Held[],
  targetOf: (held: Held) => string | undefined,
): Failure | undefined {
  const alias = named.find(({ type }) => aliasTypes.includes(type));
  if (alias === undefined) return undefined;
  const { name, type } = alias;
  const to = targetOf(alias)?.replace(/\.$/, '') ?? '';
  return failure('conflict', {
    en: `${name} is ${type === 'CNAME' ? 'a' : 'an'} ${type} to ${to}`,
    'zh-CN': `${name} 是指向 ${to} 的 ${type}`,
  });
}
