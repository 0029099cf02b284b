import type { JSX } from 'preact';
import type { RecordEntry, ServiceForm } from '../../electron/contract/forms.ts';
import { same } from '../drafts.ts';
import { AccountField } from '../form/account-field.tsx';
import { ChoiceField } from '../form/choice-field.tsx';
import { TextField } from '../form/text-field.tsx';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';

type Options = Pick<RecordEntry, 'types' | 'ttl' | 'proxied' | 'host' | 'prefix'>;

const typeChoices = ['auto', 'A', 'AAAA', 'both'] as const;
type TypeChoice = (typeof typeChoices)[number];
const proxiedChoices = ['found', 'on', 'off'] as const;

const choiceTypes: Readonly<Record<TypeChoice, Options['types']>> = {
  auto: null,
  A: ['A'],
  AAAA: ['AAAA'],
  both: ['A', 'AAAA'],
};

function choiceOf(types: Options['types']): TypeChoice {
  if (types !== null && types.length > 1) return 'both';
  return typeChoices.find((choice) => same(choiceTypes[choice], types)) ?? 'auto';
}

/** What a service can write, and what is set in spite of it. */
function possibleChoices(now: TypeChoice, service: ServiceForm | undefined): readonly TypeChoice[] {
  const families = service?.families ?? ['ipv4', 'ipv6'];
  const possible: Readonly<Record<TypeChoice, boolean>> = {
    auto: true,
    A: families.includes('ipv4'),
    AAAA: families.includes('ipv6'),
    both: families.length > 1,
  };
  return typeChoices.filter((each) => possible[each] || each === now);
}

/** The fields of another device's address, which is of IPv6 alone; and of one that is set. */
function hostFields({ types, host }: Options, service: ServiceForm | undefined) {
  const fields = service?.hostFields ?? [];
  if (host === null && choiceOf(types) !== 'AAAA') return [];
  return fields.filter(({ path }) => path === 'host' || host !== null);
}

/** The options that are drawn: what a service has not is only there to be taken out. */
export function drawnOptions(
  options: Options,
  service: ServiceForm | undefined,
): readonly string[] {
  const { types, ttl, proxied } = options;
  const hasTtl = service !== undefined && service.ttl !== false;
  return [
    ...(service?.families.length !== 1 || types !== null ? ['types'] : []),
    ...hostFields(options, service).map(({ path }) => path),
    ...(hasTtl || ttl !== null ? ['ttl'] : []),
    ...(service?.proxied === true || proxied !== null ? ['proxied'] : []),
  ];
}

interface OptionFieldsProps {
  readonly service: ServiceForm | undefined;
  readonly options: Options;
  readonly problem: (field: string) => string | undefined;
  readonly onChange: (change: Partial<Options>) => void;
  readonly onBlur: (field: string) => void;
}

/** What a record is written with, apart from its address. */
export function OptionFields(props: OptionFieldsProps): JSX.Element {
  const { service, options, problem, onChange, onBlur } = props;
  const { texts } = useTexts();
  const words = texts.records;
  const { ttl, proxied } = options;
  const types = choiceOf(options.types);
  const drawn = drawnOptions(options, service);
  const limits = service?.ttl;
  return (
    <>
      {drawn.includes('types') && (
        <ChoiceField
          id="record-types"
          label={words.types}
          help={words.typesHelp}
          value={types}
          options={possibleChoices(types, service).map((value) => ({
            value,
            label: words.typeChoices[value],
          }))}
          problem={problem('types')}
          onChoose={(choice) => onChange({ types: choiceTypes[choice as TypeChoice] })}
        />
      )}
      {hostFields(options, service).map((form) => (
        <AccountField
          key={form.path}
          id={`record-${form.path}`}
          form={form}
          held={undefined}
          value={options[form.path as 'host' | 'prefix'] ?? undefined}
          problem={problem(form.path)}
          onChange={(text) => onChange({ [form.path]: text ?? null })}
          onBlur={() => onBlur(form.path)}
        />
      ))}
      {drawn.includes('ttl') ? (
        <TextField
          id="record-ttl"
          label={words.ttl}
          short
          optional
          help={limits ? words.ttlHelp(limits.min, limits.max) : words.ttlAnyHelp}
          placeholder={words.ttlPlaceholder}
          value={ttl ?? ''}
          problem={problem('ttl')}
          onInput={(text) => onChange({ ttl: text.trim() === '' ? null : text })}
          onBlur={() => onBlur('ttl')}
        />
      ) : (
        service !== undefined && <p class="hint">{words.ttlFixed(shown(service.name))}</p>
      )}
      {drawn.includes('proxied') && (
        <ChoiceField
          id="record-proxied"
          label={words.proxied}
          help={words.proxiedHelp}
          value={proxied === null ? 'found' : proxied ? 'on' : 'off'}
          options={proxiedChoices.map((value) => ({ value, label: words.proxiedChoices[value] }))}
          problem={problem('proxied')}
          onChoose={(choice) => onChange({ proxied: choice === 'found' ? null : choice === 'on' })}
        />
      )}
    </>
  );
}
