import type { Notice } from '../../../electron/core/views/notices.ts';
import type { MakeRule } from './rule.ts';

/** Rule 7: one problem is one notice, and one more when it is over; also across restarts. */
export const oneNotice: MakeRule = ({ world, knowledge, machine, breach }) => {
  const name = 'rule 7: one problem is one notification, and one more on recovery';
  let told = new Set<string>();
  let durable = new Set<string>();
  let published = '';
  let lastEnd = Number.NEGATIVE_INFINITY;
  /** What each problem was told of, and when. */
  const last = new Map<string, { readonly at: number; readonly records: readonly string[] }>();
  const succeeded = new Map<string, number>();

  /** The trouble that was told of before: none of the records that had it has been right since. */
  function isSame(key: string, records: readonly string[]): boolean {
    const before = last.get(key);
    if (before === undefined || records.length === 0) return true;
    const stuck = (record: string) => (succeeded.get(record) ?? 0) < before.at;
    return before.records.every(stuck);
  }

  function judge(notice: Notice, life: number): void {
    if (notice.kind === 'problem') {
      const { problem } = notice;
      const { key } = problem;
      const records = problem.kind === 'failure' ? problem.records : [];
      if (told.has(key) && isSame(key, records)) breach(name, `${key} is told twice`);
      told.add(key);
      last.set(key, { at: world.clock.now(), records });
    } else if (notice.kind === 'recovered') {
      const { key } = notice;
      if (!told.delete(key)) breach(name, `${key} is over, but was never told`);
      // The recovery of an account is the recovery of all that was told of it.
      const { account } = notice;
      for (const one of [...told]) if (one.startsWith(`account/${account}/`)) told.delete(one);
      const family = key === 'sources/ipv4' ? 'ipv4' : key === 'sources/ipv6' ? 'ipv6' : undefined;
      const asking = family && knowledge.asking(life, family);
      if (asking !== undefined && !asking.settled && !asking.witnessed) {
        breach(name, `${key} is called over, but the address is not known`);
      }
    } else {
      const text = JSON.stringify([notice.address, notice.records]);
      if (text === published) breach(name, `published twice: ${text}`);
      published = text;
    }
  }

  return {
    name,
    on(event) {
      if (event.kind === 'notice') judge(event.notice, event.life);
      else if (event.kind === 'log') {
        const { record } = event.fields ?? {};
        if (event.message === 'record is right' && typeof record === 'string') {
          succeeded.set(record, world.clock.now());
        }
      } else if (event.kind === 'lock') told.delete(`locked/${event.account}`);
      else if (event.kind === 'saved') durable = new Set(Object.keys(event.state.told));
      else if (event.kind === 'end') {
        told = new Set(durable);
        published = '';
        lastEnd = world.clock.now();
      } else if (event.kind === 'edit' || event.kind === 'act' || event.kind === 'truth') {
        published = '';
      }
    },
    end() {
      const { state } = machine.disk;
      if (state === undefined) return;
      for (const [id, account] of Object.entries(state.accounts)) {
        const { stopped } = account;
        if (stopped === undefined || world.clock.now() - lastEnd < 3_600_000) continue;
        if (!Object.keys(state.told).some((key) => key.startsWith(`account/${id}/`))) {
          breach(name, `${id} is stopped (${stopped.kind}), and nobody was told`);
        }
      }
    },
  };
};
