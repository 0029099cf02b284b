import type { JSX } from 'preact';
import { type GeneralForm, logLevels } from '../../electron/contract/forms.ts';
import { Choice } from '../components/choice.tsx';
import { Card } from '../components/page.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { AccountFields } from '../form/account-fields.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { TextField } from '../form/text-field.tsx';
import { saveDraft } from '../save-draft.ts';
import { useApiForm } from '../services.ts';
import { shown } from '../texts.ts';
import { useDraft } from '../use-draft.ts';
import { useEdit } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';

const proxyKinds = ['environment', 'none', 'address'] as const;
type ProxyKind = (typeof proxyKinds)[number];

function proxyKind(proxy: string | null): ProxyKind {
  if (proxy === null) return 'environment';
  return proxy === 'off' ? 'none' : 'address';
}

/** What the local interface begins with. */
const firstApi = { listen: '127.0.0.1:8053' };

/** What a kind begins with. */
const proxies: Record<ProxyKind, string | null> = { environment: null, none: 'off', address: '' };

/** What is logged, and how the services are reached. */
export function ProgramForm({ saved }: { readonly saved: GeneralForm }): JSX.Element {
  const { texts } = useTexts();
  const words = texts.general;
  const draft = useDraft('general', saved);
  const edit = useEdit(
    draft.dirty ? { kind: 'general', general: draft.value } : undefined,
    () => texts.form.saved,
  );
  const { logLevel, proxy, api } = draft.value;
  const apiForm = useApiForm();
  const kind = proxyKind(proxy);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.dirty) void saveDraft(edit, draft);
      }}
    >
      <Card id="program-title" title={words.program}>
        <Choice
          id="log-level"
          label={words.logLevel}
          hint={words.logLevelHelp}
          value={logLevel}
          options={logLevels.map((value) => [value, words.logLevels[value]] as const)}
          onChoose={(level) => draft.change({ ...draft.value, logLevel: level })}
        />
        <Choice
          id="proxy-kind"
          label={words.proxy}
          hint={words.proxyHelp}
          value={kind}
          options={proxyKinds.map((value) => [value, words.proxies[value]] as const)}
          onChoose={(chosen) => draft.change({ ...draft.value, proxy: proxies[chosen] })}
        />
        {kind === 'address' && (
          <TextField
            id="proxy"
            label={words.proxyAddress}
            help={words.proxyAddressHelp}
            placeholder="http://192.168.1.1:3128"
            mono
            value={proxy ?? ''}
            problem={edit.problem('proxy')}
            onInput={(text) => draft.change({ ...draft.value, proxy: text })}
            onBlur={() => edit.touch('proxy')}
          />
        )}
      </Card>
      {apiForm !== undefined && (
        <div class="card">
          <SwitchRow
            id="api"
            label={shown(apiForm.name)}
            hint={shown(apiForm.setup)}
            on={api !== null}
            onTurn={(on) =>
              draft.change({
                ...draft.value,
                api: on ? (saved.api ?? { ...firstApi, token: crypto.randomUUID() }) : null,
              })
            }
          />
          {api !== null && (
            <AccountFields
              id="api"
              service={apiForm}
              held={typeof saved.api?.token === 'object' ? { token: { kind: 'kept' } } : {}}
              values={api}
              problem={(path) => edit.problem(`api/${path}`)}
              onChange={(values) => draft.change({ ...draft.value, api: values })}
              onBlur={(path) => edit.touch(`api/${path}`)}
            />
          )}
        </div>
      )}
      <SaveBar
        edit={edit}
        dirty={draft.dirty}
        overtaken={draft.overtaken && !edit.task.busy}
        isField={(field) =>
          (field === 'proxy' && kind === 'address') || (field.startsWith('api/') && api !== null)
        }
        onDiscard={draft.discard}
      />
    </form>
  );
}
