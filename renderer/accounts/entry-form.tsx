import type { ComponentChildren, JSX } from 'preact';
import type { AccountForm, KindForm } from '../../electron/contract/forms.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Card } from '../components/page.tsx';
import { AccountFields, showsProblem } from '../form/account-fields.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { TextField } from '../form/text-field.tsx';
import { saveDraft } from '../save-draft.ts';
import { shown } from '../texts.ts';
import { useDraft } from '../use-draft.ts';
import { useEdit } from '../use-edit.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { type EntryWhat, entryEdit, savedEntry } from './entry.ts';
import { EntryTest } from './entry-test.tsx';
import { ServiceHelp } from './service-help.tsx';

interface EntryFormProps {
  readonly what: EntryWhat;
  readonly entry: AccountForm;
  readonly service: KindForm;
  /** Hears the id of a new one that was saved. */
  readonly onAdded?: ((id: string) => void) | undefined;
  /** Above the fields. */
  readonly children?: ComponentChildren;
}

/** The fields of an account or a channel, a test of them, and their saving. */
export function EntryForm(props: EntryFormProps): JSX.Element {
  const { what, entry, service, onAdded, children } = props;
  const { texts } = useTexts();
  const opening = useTask();
  const isNew = onAdded !== undefined;
  const draft = useDraft(`${what}:${isNew ? '' : entry.id}`, savedEntry(entry));
  const { value, dirty } = draft;
  const edit = useEdit(
    dirty || isNew ? entryEdit(what, isNew, value) : undefined,
    () => texts.form.saved,
  );
  const isLost = (path: string) =>
    entry.values[path]?.kind === 'lost' && value.values[path] === undefined;
  const { link } = service;
  const save = async () => {
    if (await saveDraft(edit, draft)) onAdded?.(value.id.trim());
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (dirty || isNew) void save();
      }}
    >
      {what === 'account' && Object.values(entry.values).some(({ kind }) => kind === 'lost') && (
        <Banner kind="critical">{texts.accounts.lostText}</Banner>
      )}
      <Card id={`${what}-fields`} title={shown(service.name)}>
        {children}
        <ServiceHelp
          service={service}
          task={opening}
          onOpen={() => link !== undefined && void opening.run(() => ask('openLink', { link }))}
        />
        {isNew && (
          <TextField
            id={`${what}-id`}
            longest={256}
            label={texts.form.pairName}
            value={value.id}
            problem={edit.problem('id')}
            onInput={(id) => draft.change({ ...value, id })}
            onBlur={() => edit.touch('id')}
          />
        )}
        <AccountFields
          id={what}
          service={service}
          held={entry.values}
          values={value.values}
          problem={(path) => edit.problem(path) ?? (isLost(path) ? texts.form.lost : undefined)}
          onChange={(values) => draft.change({ ...value, values })}
          onBlur={edit.touch}
        />
        <EntryTest
          what={what}
          isNew={isNew}
          entry={value}
          service={service}
          onProblems={edit.check}
        />
      </Card>
      <SaveBar
        edit={edit}
        dirty={dirty}
        isNew={isNew}
        overtaken={draft.overtaken && !edit.task.busy}
        isField={(field) => field === 'id' || showsProblem(service, field)}
        onDiscard={draft.discard}
      />
    </form>
  );
}
