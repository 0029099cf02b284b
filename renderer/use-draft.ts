import { useRef } from 'preact/hooks';
import { changeDraft, type DraftKey, type Drafts, dropDraft, same, settleDraft } from './drafts.ts';
import { useView } from './use-view.ts';

type ValueOf<Key extends DraftKey> = NonNullable<Drafts[Key]>['value'];

/** A form's value: as saved, or as the user changed it. */
export interface DraftUse<Value> {
  readonly value: Value;
  readonly dirty: boolean;
  /** What is saved became something else since the user began. */
  readonly overtaken: boolean;
  readonly change: (value: Value) => void;
  readonly discard: () => void;
  /** The value `sent` was saved: ends the draft, unless the user went on typing. */
  readonly settle: (sent: Value) => void;
}

/** The draft of one form; `saved` is what the form shows without one. */
export function useDraft<Key extends DraftKey>(
  key: Key,
  saved: ValueOf<Key>,
): DraftUse<ValueOf<Key>> {
  const draft = useView().drafts[key];
  const latest = useRef(saved);
  latest.current = saved;
  return {
    value: draft?.value ?? saved,
    dirty: draft !== undefined,
    overtaken: draft !== undefined && !same(draft.base, saved),
    change: (value) => changeDraft(key, saved, value),
    discard: () => dropDraft(key),
    settle: (sent) => settleDraft(key, sent, latest.current),
  };
}
