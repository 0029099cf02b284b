import type { Address, Family } from '../../core/address.ts';
import type { Name } from '../../core/name.ts';
import type { Change, Memory } from '../../core/provider.ts';

/** By then a record that is still ours was sent again, since hosts are reminded every 25 days. */
const life = 30 * 24 * 3_600_000;

function keyOf(name: Name, family: Family): string {
  return `accepted/${name}/${family}`;
}

/**
 * Remembers what the other side took, for when the other family of the name must travel with it.
 * `now` is in milliseconds.
 */
export function rememberAccepted(change: Change, memory: Memory, now: number): void {
  const { address, record } = change;
  memory.set(keyOf(record.name, address.family), `${address.text} ${now}`);
}

/** What was last taken for this family of the name; undefined where unknown or older than 30 days. */
export function acceptedBefore(
  name: Name,
  family: Family,
  memory: Memory,
  now: number,
): Address | undefined {
  const [text, at] = memory.get(keyOf(name, family))?.split(' ') ?? [];
  return text === undefined || now - Number(at) > life ? undefined : { family, text };
}
