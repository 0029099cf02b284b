import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RecordEntry, SettingsForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Button } from '../components/button.tsx';
import { Detail } from '../components/detail.tsx';
import { Card } from '../components/page.tsx';
import { SettingsTrouble } from '../components/settings-trouble.tsx';
import { same } from '../drafts.ts';
import { SaveBar } from '../form/save-bar.tsx';
import { goTo } from '../navigate.ts';
import { nextForm } from '../next-form.ts';
import { useServiceForm } from '../services.ts';
import { store } from '../store.ts';
import { shownNames } from '../texts.ts';
import { useDraft } from '../use-draft.ts';
import { useEdit } from '../use-edit.ts';
import { useTexts, useView } from '../use-view.ts';
import { entryOf, type NameRow, nameKey, placeOf } from './name-rows.ts';
import { drawnFields, RecordFields } from './record-fields.tsx';
import { RecordPreview } from './record-preview.tsx';
import { RecordStates } from './record-states.tsx';
import { RemoveRecords } from './remove-records.tsx';

interface RecordDetailProps {
  readonly row: NameRow;
  readonly form: SettingsForm;
  readonly snapshot: Snapshot;
  /** The record may be about to go or to have another place; undefined once that is over. */
  readonly onMove: (row: NameRow | undefined) => void;
}

/** One host name: how its records stand, its form, and its end. */
export function RecordDetail(props: RecordDetailProps): JSX.Element {
  const { row, form, snapshot, onMove } = props;
  const { texts } = useTexts();
  const [removing, setRemoving] = useState(false);
  const ask = (removing: boolean) => {
    setRemoving(removing);
    onMove(removing ? row : undefined);
  };
  const { name } = row.record;
  return (
    <Detail
      page="records"
      title={shownNames(name)}
      aside={<Button onPress={() => ask(true)}>{texts.records.removeName}</Button>}
    >
      <SettingsTrouble snapshot={snapshot} form={form} part="records" />
      <RecordStates views={row.views} />
      <Fields {...props} />
      {removing && (
        <RemoveRecords rows={[row]} onClose={() => ask(false)} onRemoved={() => goTo('records')} />
      )}
    </Detail>
  );
}

function Fields({ row, form, onMove }: RecordDetailProps): JSX.Element {
  const { texts } = useTexts();
  const { key, record } = row;
  const was = placeOf(record);
  const saved = { was, record: entryOf(record) };
  const draft = useDraft(`record:${key}`, saved);
  const base = useView().drafts[`record:${key}`]?.base.record;
  const entry = draft.value.record;
  const service = useServiceForm(form.accounts.find(({ id }) => id === entry.account)?.service);
  const shownEdit = { kind: 'record', was, record: entry } as const;
  const edit = useEdit(draft.dirty ? shownEdit : undefined, () => texts.form.saved);
  const drawn = drawnFields(entry, service);
  const change = (part: Partial<RecordEntry>) =>
    draft.change({ was, record: { ...entry, ...part } });
  // Its entry may have moved up or down: what matters is what stands in it.
  const overtaken = base !== undefined && !same(base, saved.record) && !same(entry, saved.record);
  const save = async () => {
    const { place } = store.get();
    const sent = draft.value;
    onMove(row);
    if (await edit.save()) {
      const next = await nextForm(form.revision);
      draft.settle(sent);
      const [name = ''] = entry.names.map((text) => text.trim());
      const records = next?.records ?? [];
      const moved = records.find((one) => one.name === name && one.account === entry.account);
      const to = moved && nameKey(moved, records);
      // The user may look at something else by now.
      const stays = store.get().place === place;
      if (stays && to !== undefined && to !== key) goTo({ page: 'records', item: to });
    }
    onMove(undefined);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.dirty) void save();
      }}
    >
      <Card id="record-fields" title={texts.records.settings}>
        <RecordFields
          entry={entry}
          accounts={form.accounts}
          service={service}
          edit={edit}
          onChange={change}
        />
        <RecordPreview
          edit={shownEdit}
          onProblems={() => (draft.dirty ? edit.check() : Promise.resolve(true))}
        />
      </Card>
      <SaveBar
        edit={edit}
        dirty={draft.dirty}
        overtaken={overtaken && !edit.task.busy}
        isField={(field) => drawn.includes(field)}
        onDiscard={draft.discard}
      />
    </form>
  );
}
