import type { JSX } from 'preact';
import type { SourceForm, WatchingChoices } from '../../electron/contract/forms.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../form/text-field.tsx';
import { shown } from '../texts.ts';
import type { EditUse } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';
import { InterfaceField } from './interface-field.tsx';

type Own = Exclude<SourceForm, { kind: 'builtIn' }>;

interface OwnSourceProps {
  readonly id: string;
  /** Of the source in the list. */
  readonly field: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly name: string;
  readonly source: Own;
  readonly interfaces: WatchingChoices['interfaces'];
  readonly edit: EditUse;
  readonly onChange: (source: Own) => void;
  readonly onRemove: () => void;
}

function textOf(source: Own): string {
  switch (source.kind) {
    case 'url':
      return source.url;
    case 'interface':
      return source.name;
    case 'command':
      return source.command;
  }
}

function withText(kind: Own['kind'], text: string): Own {
  switch (kind) {
    case 'url':
      return { kind, url: text };
    case 'interface':
      return { kind, name: text };
    case 'command':
      return { kind, command: text };
  }
}

/** A source of the user's own: a web address, a network interface or a command. */
export function OwnSource(props: OwnSourceProps): JSX.Element {
  const { id, field, family, name, source, interfaces, edit, onChange, onRemove } = props;
  const { texts } = useTexts();
  const words = texts.watching;
  const { kind } = source;
  const value = textOf(source);
  // The settings call an interface's name by the kind of the source.
  const fields = [field, `${field}/${kind}`, `${field}/name`];
  const common = {
    id,
    label: words[kind],
    value,
    problem: fields.map(edit.problem).find((problem) => problem !== undefined),
    onInput: (text: string) => onChange(withText(kind, text)),
    onBlur: () => {
      for (const each of fields) edit.touch(each);
    },
  };
  return (
    <div class="own-source">
      {kind === 'url' && (
        <TextField {...common} help={words.urlHelp} placeholder="https://ip.example.com/" mono />
      )}
      {kind === 'interface' && (
        <InterfaceField {...common} family={family} name={name} interfaces={interfaces} />
      )}
      {kind === 'command' && <TextField {...common} help={words.commandHelp} mono />}
      <Button
        kind="quiet"
        label={words.removeSource(`${words[kind]}${value === '' ? '' : ` ${shown(value)}`}`)}
        onPress={onRemove}
      >
        {texts.form.remove}
      </Button>
      {kind === 'command' && <Banner kind="caution">{words.commandWarning}</Banner>}
    </div>
  );
}
