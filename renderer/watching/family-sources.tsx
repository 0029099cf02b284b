import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { SourceForm, SourcesForm, WatchingChoices } from '../../electron/contract/forms.ts';
import type { AddressView } from '../../electron/contract/snapshot.ts';
import { Button } from '../components/button.tsx';
import { ChoiceField } from '../form/choice-field.tsx';
import { shown } from '../texts.ts';
import type { EditUse } from '../use-edit.ts';
import { useFocus } from '../use-focus.ts';
import { useTexts } from '../use-view.ts';
import { BuiltInSources } from './built-in-sources.tsx';
import { OwnSource } from './own-source.tsx';

interface FamilySourcesProps {
  readonly family: 'ipv4' | 'ipv6';
  readonly name: string;
  readonly address: AddressView | undefined;
  readonly saved: SourcesForm;
  readonly sources: SourcesForm;
  readonly choices: WatchingChoices;
  readonly edit: EditUse;
  readonly onChange: (sources: SourcesForm) => void;
}

const modes = ['default', 'chosen', 'off'] as const;
type Mode = (typeof modes)[number];

function isMode(value: string): value is Mode {
  return modes.some((mode) => mode === value);
}

/** What a family's address is learned from. */
export function FamilySources(props: FamilySourcesProps): JSX.Element {
  const { family, name, address, saved, sources, choices, edit, onChange } = props;
  const { texts } = useTexts();
  const words = texts.watching;
  const offered = choices.sources.filter(({ families }) => families.includes(family));
  const usual = offered.filter((source) => source.usual);
  /** What was chosen, for when the user tries another mode and comes back. */
  const chosen = useRef<readonly SourceForm[]>(
    typeof saved === 'string' ? usual.map(({ id }) => ({ kind: 'builtIn', id })) : saved,
  );
  const list = typeof sources === 'string' ? undefined : sources;
  if (list !== undefined) chosen.current = list;
  const field = `sources/${family}`;
  const id = `watching-${field}`;
  const focus = useFocus();
  const setMode = (mode: string) => {
    if (isMode(mode)) onChange(mode === 'chosen' ? chosen.current : mode);
  };
  const add = (source: SourceForm) => {
    const at = list?.length ?? 0;
    onChange([...(list ?? []), source]);
    focus(`${id}/${at}`);
  };
  const remove = (at: number) => {
    onChange((list ?? []).toSpliced(at, 1));
    document.getElementById(`${id}-add`)?.focus();
  };
  const own = (list ?? []).flatMap((source, at) =>
    source.kind === 'builtIn' ? [] : [{ source, at }],
  );
  const wanted = choices.interfaces.find(({ addresses }) =>
    addresses.some((each) => each.includes(':') === (family === 'ipv6')),
  );
  return (
    <>
      {address !== undefined && (
        <div>
          {address.address !== undefined && (
            <bdi class="address-text">{shown(address.address)}</bdi>
          )}
          {address.sentence !== '' && <p class="hint">{shown(address.sentence)}</p>}
        </div>
      )}
      <ChoiceField
        id={id}
        label={words.sources}
        value={typeof sources === 'string' ? sources : 'chosen'}
        options={modes.map((value) => ({ value, label: words.modes[value] }))}
        problem={edit.problem(field)}
        onChoose={setMode}
      />
      {list !== undefined && (
        <>
          <BuiltInSources
            id={id}
            field={field}
            offered={offered}
            sources={list}
            edit={edit}
            onChange={onChange}
          />
          {own.map(({ source, at }) => (
            <OwnSource
              key={at}
              id={`${id}/${at}`}
              field={`${field}/${at}`}
              family={family}
              name={name}
              source={source}
              interfaces={choices.interfaces}
              edit={edit}
              onChange={(next) => onChange(list.with(at, next))}
              onRemove={() => remove(at)}
            />
          ))}
          <div class="actions">
            <Button id={`${id}-add`} onPress={() => add({ kind: 'url', url: '' })}>
              {words.addUrl}
            </Button>
            <Button onPress={() => add({ kind: 'interface', name: wanted?.name ?? '' })}>
              {words.addInterface}
            </Button>
            <Button onPress={() => add({ kind: 'command', command: '' })}>
              {words.addCommand}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
