import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountForm, KindForm } from '../../electron/contract/forms.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Detail } from '../components/detail.tsx';
import { dropLostDrafts } from '../drafts.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import { type EntryWhat, entryPages, wordsOf } from './entry.ts';
import { EntryForm } from './entry-form.tsx';
import { RemoveEntry } from './remove-entry.tsx';

/** The one that a place names, and how it is kept in sight while it goes. */
export interface EntryPlace {
  readonly entry: AccountForm | undefined;
  /** It may be about to go; undefined once that is over. */
  readonly onLeave: (entry: AccountForm | undefined) => void;
}

/** Finds the entry of a place; forgets what was typed about those that are gone. */
export function useEntryPlace(
  what: EntryWhat,
  entries: readonly AccountForm[] | undefined,
  item: string | undefined,
): EntryPlace {
  const [leaving, onLeave] = useState<AccountForm | undefined>();
  useEffect(() => {
    if (entries === undefined || leaving !== undefined) return;
    dropLostDrafts(what, ['', ...entries.map(({ id }) => id)]);
  }, [entries, leaving]);
  return { entry: entries?.find(({ id }) => id === item) ?? leaving, onLeave };
}

interface EntryDetailProps extends Pick<EntryPlace, 'onLeave'> {
  readonly what: EntryWhat;
  readonly entry: AccountForm;
  readonly service: KindForm | undefined;
  /** Host names that go with it. */
  readonly names?: readonly string[];
  /** Above the fields. */
  readonly state?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One account or channel: its fields, a test of them, and its end. */
export function EntryDetail(props: EntryDetailProps): JSX.Element {
  const { what, entry, service, names = [], state, onLeave, children } = props;
  const { texts } = useTexts();
  const [removing, setRemoving] = useState(false);
  const askRemoval = (asking: boolean) => {
    setRemoving(asking);
    onLeave(asking ? entry : undefined);
  };
  return (
    <Detail
      page={entryPages[what]}
      title={shown(entry.id)}
      aside={<Button onPress={() => askRemoval(true)}>{wordsOf(what, texts).remove}</Button>}
    >
      {entry.service === '' && <Banner kind="critical">{texts.accounts.unknownService}</Banner>}
      {state}
      {service !== undefined && <EntryForm what={what} entry={entry} service={service} />}
      {children}
      {removing && (
        <RemoveEntry what={what} id={entry.id} names={names} onClose={() => askRemoval(false)} />
      )}
    </Detail>
  );
}
