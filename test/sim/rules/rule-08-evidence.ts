import type { AppState, RecordState } from '../../../electron/core/state.ts';
import type { MakeRule } from './rule.ts';

/** True where it is said. While a call is under way nothing is called up to date, nor can be known. */
function claims(state: RecordState | undefined): boolean {
  return state?.evidence === 'authoritative' && state.inFlight === undefined;
}

/** Rule 8: "authoritative" is said only where an authoritative server said so, after the write. */
export const evidence: MakeRule = ({ world, machine, breach }) => {
  const name = 'rule 8: up to date says how it is known';
  const { clock } = world;
  /** When a value of a record was last answered, and last written, by `name type value`. */
  const answers = new Map<string, number>();
  const writes = new Map<string, number>();
  let seen: AppState['records'] = {};

  function judge(id: string, { published }: RecordState): void {
    const record = machine.settings().records.find((one) => one.id === id);
    if (record === undefined) return;
    const value = published?.address.text;
    const where = `${record.name} ${record.type} ${value}`;
    const heard = answers.get(where);
    if (heard === undefined || heard < (writes.get(where) ?? 0)) {
      breach(name, `${id} counts as confirmed at ${value}, but no name server said so`);
    }
  }

  return {
    name,
    on(event) {
      if (event.kind === 'write') {
        for (const value of event.after.values) {
          if (event.before.values.includes(value)) continue;
          writes.set(`${event.name} ${event.type} ${value}`, clock.now());
        }
      } else if (event.kind === 'authoritative') {
        answers.set(`${event.name} ${event.type} ${event.values.join()}`, clock.now());
      } else if (event.kind === 'state' || event.kind === 'saved') {
        if (event.state.records === seen) return;
        for (const [id, state] of Object.entries(event.state.records)) {
          const before = seen[id];
          const isKnown = claims(before) && before?.published === state.published;
          if (claims(state) && !isKnown) judge(id, state);
        }
        seen = event.state.records;
      }
    },
  };
};
