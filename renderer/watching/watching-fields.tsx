import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { NetworksForm, WatchingChoices, WatchingForm } from '../../electron/contract/forms.ts';
import type { AddressView } from '../../electron/contract/snapshot.ts';
import { Card } from '../components/page.tsx';
import { AccountField } from '../form/account-field.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { TextField } from '../form/text-field.tsx';
import { saveDraft } from '../save-draft.ts';
import { useDraft } from '../use-draft.ts';
import { useEdit } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';
import { FamilySources } from './family-sources.tsx';
import { filledServers, ServersField } from './servers-field.tsx';

interface WatchingFieldsProps {
  readonly watching: WatchingForm;
  readonly choices: WatchingChoices;
  readonly addresses: readonly AddressView[];
}

const families = ['ipv4', 'ipv6'] as const;
const familyNames = { ipv4: 'IPv4', ipv6: 'IPv6' } as const;

/** The settings of the watching. */
export function WatchingFields({ watching, choices, addresses }: WatchingFieldsProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.watching;
  const [advanced, setAdvanced] = useState(
    [watching.resolvers, watching.publicResolvers].some((list) => list !== null),
  );
  const draft = useDraft('watching', watching);
  const { value } = draft;
  const sent = {
    ...value,
    resolvers: filledServers(value.resolvers),
    publicResolvers: filledServers(value.publicResolvers),
  };
  const edit = useEdit(
    draft.dirty ? { kind: 'watching', watching: sent } : undefined,
    () => texts.form.saved,
  );
  const change = (part: Partial<WatchingForm>) => draft.change({ ...value, ...part });
  const time = (key: 'interval' | 'timeout', label: string, help: string) => (
    <TextField
      id={`watching-${key}`}
      label={label}
      help={help}
      short
      optional
      placeholder={choices[key]}
      value={value[key] ?? ''}
      problem={edit.problem(key)}
      onInput={(text) => change({ [key]: text === '' ? null : text })}
      onBlur={() => edit.touch(key)}
    />
  );
  const servers = (key: 'resolvers' | 'publicResolvers', label: string, placeholder: string) => (
    <ServersField
      field={key}
      label={label}
      placeholder={placeholder}
      servers={value[key]}
      edit={edit}
      onChange={(lines) => change({ [key]: lines })}
    />
  );
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.dirty) void saveDraft(edit, draft);
      }}
    >
      {families.map((family) => (
        <Card key={family} id={`watching-${family}`} title={words.family(familyNames[family])}>
          <FamilySources
            family={family}
            name={familyNames[family]}
            address={addresses.find((one) => one.family === family)}
            saved={watching.sources[family]}
            sources={value.sources[family]}
            choices={choices}
            edit={edit}
            onChange={(sources) => change({ sources: { ...value.sources, [family]: sources } })}
          />
        </Card>
      ))}
      <Card id="watching-rhythm" title={words.rhythm}>
        {time('interval', words.interval, words.intervalHelp)}
        {time('timeout', words.timeout, words.timeoutHelp)}
      </Card>
      {choices.networks !== undefined && (
        <Card id="watching-networks" title={choices.networks.title}>
          {choices.networks.fields.map((form) => (
            <AccountField
              key={form.path}
              id={`watching-${form.path}`}
              form={form}
              held={undefined}
              value={value.networks[form.path as keyof NetworksForm] ?? undefined}
              problem={edit.problem(`networks/${form.path}`)}
              onChange={(text = 'false') => {
                // Off is as if nothing were said.
                const next = text === 'false' ? null : text;
                change({ networks: { ...value.networks, [form.path]: next } });
              }}
              onBlur={() => edit.touch(`networks/${form.path}`)}
            />
          ))}
        </Card>
      )}
      <details
        class="advanced"
        open={advanced}
        onToggle={(event) => setAdvanced(event.currentTarget.open)}
      >
        <summary>{words.advanced}</summary>
        <div class="card">
          <p class="hint">{words.advancedText}</p>
          {servers('resolvers', words.resolvers, words.resolversPlaceholder)}
          {servers('publicResolvers', words.publicResolvers, choices.publicResolvers.join('\n'))}
        </div>
      </details>
      <SaveBar
        edit={edit}
        dirty={draft.dirty}
        overtaken={draft.overtaken && !edit.task.busy}
        isField={(field) => field !== '' && (advanced || !/^(r|publicR)esolvers/.test(field))}
        onDiscard={draft.discard}
      />
    </form>
  );
}
