import { useRef, useState } from 'preact/hooks';
import type { AccountEntry, SettingsEdit } from '../../electron/contract/forms.ts';
import { changeDraft, dropDraft, type SetupDraft } from '../drafts.ts';
import { store } from '../store.ts';
import { useView } from '../use-view.ts';
import { chosenNames, typedNames } from './names.ts';

const noOptions: SetupDraft['options'] = {
  types: null,
  ttl: null,
  proxied: null,
  zone: null,
  host: null,
  prefix: null,
};

/** A setup in which nothing was entered. */
export function emptySetup(existing: string | undefined): SetupDraft {
  const step = existing === undefined ? 'service' : 'records';
  return { step, existing, id: '', values: {}, picked: [], typed: '', options: noOptions };
}

/** Something would be missed. A choice of the service alone is made again in a moment. */
function isEntered({ values, picked, typed, options }: SetupDraft): boolean {
  return (
    Object.keys(values).length > 0 ||
    picked.length > 0 ||
    typed.trim() !== '' ||
    Object.values(options).some((option) => option !== null)
  );
}

export interface SetupUse {
  readonly value: SetupDraft;
  /** Something would be missed. */
  readonly entered: boolean;
  /** Changes a part of what stands there now, also after a wait. */
  readonly patch: (part: Partial<SetupDraft>) => void;
  /** What stands there now, for after a wait. */
  readonly latest: () => SetupDraft;
  readonly drop: () => void;
}

/** The setup's input. It becomes an unsaved draft once something was entered. */
export function useSetup(existing: string | undefined): SetupUse {
  const { drafts } = useView();
  const [start, setStart] = useState(() => emptySetup(existing));
  const bare = useRef(start);
  const latest = () => store.get().drafts.setup?.value ?? bare.current;
  const settle = (value: SetupDraft) => {
    bare.current = value;
    setStart(value);
  };
  return {
    value: drafts.setup?.value ?? start,
    entered: drafts.setup !== undefined,
    latest,
    patch(part) {
      const next = { ...latest(), ...part };
      settle(next);
      if (isEntered(next)) changeDraft('setup', emptySetup(existing), next);
      else dropDraft('setup');
    },
    drop() {
      settle(emptySetup(existing));
      dropDraft('setup');
    },
  };
}

/** Names of an account that are kept up to date already, in small letters. */
export function useKept(account: string | undefined): ReadonlySet<string> {
  const records = useView().form?.records ?? [];
  return new Set(
    records.filter((record) => record.account === account).map(({ name }) => name.toLowerCase()),
  );
}

/** The names that the setup comes to, in full. */
export function namesOf(
  { picked, typed, zone }: SetupDraft,
  kept: ReadonlySet<string>,
): readonly string[] {
  return chosenNames(picked, typedNames(typed, zone), kept);
}

/** What is saved in the end. */
export function setupEdit(
  { existing, options }: SetupDraft,
  account: AccountEntry,
  names: readonly string[],
): SettingsEdit {
  const records = { ...options, account: account.id.trim(), names };
  return existing === undefined
    ? { kind: 'setup', isNew: true, account, records }
    : { kind: 'addRecords', records };
}

/** A short name for a new account, which no other has. */
export function freeId(service: string, ids: readonly string[]): string {
  const base = service.replace(/^.*\//, '');
  const taken = (id: string) => ids.includes(id);
  let id = base;
  for (let number = 2; taken(id); number += 1) id = `${base}-${number}`;
  return id;
}
