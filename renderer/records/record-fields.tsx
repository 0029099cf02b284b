import type { JSX } from 'preact';
import type { AccountForm, RecordEntry, ServiceForm } from '../../electron/contract/forms.ts';
import { ChoiceField } from '../form/choice-field.tsx';
import { TextField } from '../form/text-field.tsx';
import type { EditUse } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';
import { drawnOptions, OptionFields } from './option-fields.tsx';
import { ZoneField } from './zone-field.tsx';

/** The fields that are drawn. */
export function drawnFields(
  entry: RecordEntry,
  service: ServiceForm | undefined,
): readonly string[] {
  return ['names/0', 'account', ...drawnOptions(entry, service), 'zone'];
}

interface RecordFieldsProps {
  readonly entry: RecordEntry;
  readonly accounts: readonly AccountForm[];
  /** Of the entry's account. */
  readonly service: ServiceForm | undefined;
  readonly edit: EditUse;
  readonly onChange: (part: Partial<RecordEntry>) => void;
}

/** The fields of one host name. */
export function RecordFields(props: RecordFieldsProps): JSX.Element {
  const { entry, accounts, service, edit, onChange } = props;
  const { texts } = useTexts();
  const words = texts.records;
  const { account } = entry;
  const ids = accounts.map(({ id }) => id);
  const field = (name: string) => ({
    id: `record-${name}`,
    problem: edit.problem(name),
    onBlur: () => edit.touch(name),
  });
  return (
    <>
      <TextField
        {...field('names/0')}
        label={words.name}
        help={words.nameHelp}
        value={entry.names[0] ?? ''}
        onInput={(name) => onChange({ names: [name] })}
      />
      <ChoiceField
        {...field('account')}
        label={words.account}
        value={account}
        options={[...ids, ...(ids.includes(account) ? [] : [account])].map((id) => ({
          value: id,
          label: id,
        }))}
        onChoose={(id) => onChange({ account: id })}
      />
      <OptionFields
        service={service}
        options={entry}
        problem={edit.problem}
        onChange={onChange}
        onBlur={edit.touch}
      />
      <ZoneField
        // The zones of one account are not those of another.
        key={account}
        {...field('zone')}
        name={entry.names[0] ?? ''}
        value={entry.zone ?? ''}
        account={accounts.find(({ id }) => id === account)}
        listed={service?.listsZones === true}
        onInput={(text) => onChange({ zone: text === '' ? null : text })}
      />
    </>
  );
}
