import type { JSX } from 'preact';
import { TextField } from '../form/text-field.tsx';
import type { EditUse } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';

type Servers = readonly string[] | null;

/** Lines without those left empty; null where none is left. */
export function filledServers(servers: Servers): Servers {
  const filled = (servers ?? []).map((line) => line.trim()).filter((line) => line !== '');
  return filled.length === 0 ? null : filled;
}

interface ServersFieldProps {
  readonly field: 'resolvers' | 'publicResolvers';
  readonly label: string;
  readonly placeholder: string;
  /** As typed: an empty line is one that is not written yet. */
  readonly servers: Servers;
  readonly edit: EditUse;
  readonly onChange: (servers: Servers) => void;
}

/** DNS servers, one on each line. */
export function ServersField(props: ServersFieldProps): JSX.Element {
  const { field, label, placeholder, servers, edit, onChange } = props;
  const { texts } = useTexts();
  const fields = [field, ...(filledServers(servers) ?? []).map((_, at) => `${field}/${at}`)];
  return (
    <TextField
      id={`watching-${field}`}
      label={label}
      help={texts.watching.serversHelp}
      optional
      multiline
      mono
      placeholder={placeholder}
      value={(servers ?? []).join('\n')}
      problem={fields.map(edit.problem).find((problem) => problem !== undefined)}
      onInput={(text) => onChange(text === '' ? null : text.split('\n'))}
      onBlur={() => {
        for (const each of fields) edit.touch(each);
      }}
    />
  );
}
