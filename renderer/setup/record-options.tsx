import type { JSX } from 'preact';
import type { ServiceForm } from '../../electron/contract/forms.ts';
import type { SetupDraft } from '../drafts.ts';
import { TextField } from '../form/text-field.tsx';
import { OptionFields } from '../records/option-fields.tsx';
import { useTexts } from '../use-view.ts';
import { MoreOptions } from './more-options.tsx';

type Options = SetupDraft['options'];

interface RecordOptionsProps {
  readonly service: ServiceForm;
  readonly options: Options;
  readonly problem: (field: string) => string | undefined;
  readonly onChange: (options: Options) => void;
  readonly onBlur: (field: string) => void;
}

/** What few need to decide: without it everything stays as it is found. */
export function RecordOptions(props: RecordOptionsProps): JSX.Element {
  const { service, options, problem, onChange, onBlur } = props;
  const { texts } = useTexts();
  const words = texts.records;
  const set = (change: Partial<Options>) => onChange({ ...options, ...change });
  const wrong = Object.keys(options).some((field) => problem(field) !== undefined);
  return (
    <MoreOptions
      class="card"
      used={Object.values(options).some((option) => option !== null)}
      wrong={wrong}
    >
      <OptionFields
        service={service}
        options={options}
        problem={problem}
        onChange={set}
        onBlur={onBlur}
      />
      <TextField
        id="record-zone"
        label={words.zone}
        help={words.zoneHelp}
        placeholder={words.zonePlaceholder}
        optional
        value={options.zone ?? ''}
        problem={problem('zone')}
        onInput={(text) => set({ zone: text.trim() === '' ? null : text })}
        onBlur={() => onBlur('zone')}
      />
    </MoreOptions>
  );
}
