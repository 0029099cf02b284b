import { sameAddress } from '../address.ts';
import { grouped } from '../grouped.ts';
import type { RecordId } from '../record.ts';
import type { WaitingNotice } from '../state.ts';
import type { Notice } from '../views/notices.ts';

type Published = Extract<Notice, { kind: 'published' }>;
type Recovered = Extract<Notice, { kind: 'recovered' }>;

/** A notice and its place among the others. */
interface Placed extends WaitingNotice {
  readonly place: number;
}

/** True where a recovery is that of the problem with this key: an account's is that of all its problems. */
export function isEndedBy(key: string, { key: ended, account }: Recovered): boolean {
  return key === ended || (account !== undefined && key.startsWith(`account/${account}/`));
}

/** The problems that somebody knows to be open who knew of these and now hears the notices. Pure. */
export function knownAfter(
  known: readonly string[],
  notices: readonly WaitingNotice[],
): readonly string[] {
  let keys = new Set(known);
  for (const { notice } of notices) {
    if (notice.kind === 'problem') keys.add(notice.problem.key);
    if (notice.kind !== 'recovered') continue;
    keys = new Set([...keys].filter((key) => !isEndedBy(key, notice)));
  }
  return [...keys];
}

/**
 * What is left to tell of what waits, the oldest first: a problem and its recovery cancel each other
 * out, and what was written to a record several times is one change from the first address to the
 * last, or none where that is the same. Pure.
 *
 * @param known keys of the problems that were told there and are open as far as is known there
 */
export function merged(
  waiting: readonly WaitingNotice[],
  known: readonly string[] = [],
): readonly WaitingNotice[] {
  const placed = waiting.map((one, place) => ({ ...one, place }));
  const all = [...withoutEnded(placed, known), ...changes(placed)];
  return all
    .toSorted((one, other) => one.place - other.place)
    .map(({ at, notice }) => ({ at, notice }));
}

function withoutEnded(waiting: readonly Placed[], known: readonly string[]): readonly Placed[] {
  let open = known;
  let left: readonly Placed[] = [];
  for (const one of waiting) {
    const { notice } = one;
    if (notice.kind === 'published') continue;
    if (notice.kind === 'problem') {
      left = [...left.filter((other) => !isProblem(other, notice.problem.key)), one];
      continue;
    }
    const rest = left.filter(
      ({ notice: other }) => other.kind !== 'problem' || !isEndedBy(other.problem.key, notice),
    );
    const isCancelled = rest.length < left.length;
    const isKnown = open.some((key) => isEndedBy(key, notice));
    open = open.filter((key) => !isEndedBy(key, notice));
    left =
      isCancelled && !isKnown ? rest : [...rest.filter((other) => !isSame(other, notice)), one];
  }
  return left;
}

function isProblem({ notice }: WaitingNotice, key: string): boolean {
  return notice.kind === 'problem' && notice.problem.key === key;
}

function isSame({ notice }: WaitingNotice, recovered: Recovered): boolean {
  return notice.kind === 'recovered' && notice.key === recovered.key;
}

/** What one record went through. */
interface Step extends Pick<Published, 'address' | 'before'> {
  readonly at: number;
  readonly place: number;
  readonly record: RecordId;
  readonly late: boolean;
}

function changes(waiting: readonly Placed[]): readonly Placed[] {
  const steps = new Map<RecordId, Step>();
  for (const { at, place, notice } of waiting) {
    if (notice.kind !== 'published') continue;
    const { address } = notice;
    for (const record of notice.records) {
      const first = steps.get(record);
      const before = first === undefined ? notice.before : first.before;
      const late = notice.late === true && first?.late !== false;
      steps.delete(record);
      steps.set(record, { at, place, record, address, before, late });
    }
  }
  const real = [...steps.values()].filter(({ address, before }) => !sameAddress(address, before));
  const alike = ({ address, before, late }: Step) => `${address.text} ${before?.text} ${late}`;
  return [...grouped(real, alike).values()].flatMap((group): readonly Placed[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { address, before, late } = first;
    const records = group.map(({ record }) => record);
    const at = Math.max(...group.map((one) => one.at));
    const place = Math.max(...group.map((one) => one.place));
    const notice: Published = {
      kind: 'published',
      address,
      ...(before === undefined ? {} : { before }),
      ...(late ? { late } : {}),
      records,
    };
    return [{ at, place, notice }];
  });
}
