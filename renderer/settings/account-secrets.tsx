import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { SaveResult, TextProblem } from '../../electron/contract/channels.ts';
import type { AccountView, SecretView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { type Entered, store } from '../store.ts';
import { shown } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';
import { Problems } from './problems.tsx';
import { SecretField } from './secret-field.tsx';
import { readSettings } from './text.ts';

interface AccountSecretsProps {
  readonly account: AccountView;
  readonly onFound: () => void;
}

const nothing: Entered = {};

function keepEntered(account: string, entered: Entered): void {
  store.set({ entered: { ...store.get().entered, [account]: entered } });
}

/** An account's secrets: how they are kept, and fields for new ones. None is ever shown. */
export function AccountSecrets({ account, onFound }: AccountSecretsProps): JSX.Element {
  const { texts, language } = useTexts();
  const { secrets: words } = texts;
  const [problems, setProblems] = useState<readonly TextProblem[]>([]);
  const task = useTask();
  const opening = useTask();
  const { id, link, provider, secrets } = account;
  const entered = useView().entered[id] ?? nothing;
  // Sentences in a language that was left.
  useEffect(() => setProblems([]), [language]);
  const open = secrets.filter(({ path, state }) => state === 'lost' || entered[path] !== undefined);

  const enter = (path: string, text: string | undefined) => {
    task.clear();
    keepEntered(id, { ...store.get().entered[id], [path]: text });
  };
  const save = () => {
    const filled = Object.fromEntries(
      open.flatMap(({ path }) => (entered[path] ? [[path, entered[path]] as const] : [])),
    );
    if (Object.keys(filled).length === 0) {
      task.fail(words.empty);
      return;
    }
    setProblems([]);
    const wasLost = secrets.some(({ state }) => state === 'lost');
    void task.run(
      () => ask('enterSecrets', { account: id, secrets: filled }),
      async (result: SaveResult) => {
        if (!result.saved) {
          setProblems(result.problems);
          return undefined;
        }
        keepEntered(id, nothing);
        if (wasLost) onFound();
        await readSettings();
        return wasLost ? undefined : words.saved;
      },
    );
  };
  return (
    <form
      class="card account"
      aria-label={words.account(shown(id))}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div class="account-head">
        <h3>
          <bdi>{shown(id)}</bdi>
        </h3>
        <span class="hint">{shown(provider)}</span>
        {link !== undefined && (
          <Button
            kind="quiet"
            busy={opening.busy}
            onPress={() => void opening.run(() => ask('openLink', { link }))}
          >
            {texts.actions.help(shown(provider))}
            <Icon name="open" />
          </Button>
        )}
        <Result task={opening} />
      </div>
      {secrets.length === 0 && <p class="hint">{words.none}</p>}
      {secrets.map((secret) => (
        <SecretRow
          key={secret.path}
          account={id}
          secret={secret}
          text={secret.state === 'lost' ? (entered[secret.path] ?? '') : entered[secret.path]}
          onEnter={(text) => enter(secret.path, text)}
        />
      ))}
      <Problems problems={problems} />
      {open.length > 0 && (
        <div class="actions">
          <Button kind="accent" submit busy={task.busy}>
            {words.save}
          </Button>
        </div>
      )}
      <Result task={task} />
    </form>
  );
}

interface SecretRowProps {
  readonly account: string;
  readonly secret: SecretView;
  /** What was typed; undefined while the field is closed. */
  readonly text: string | undefined;
  readonly onEnter: (text: string | undefined) => void;
}

const icons = { kept: 'lock', lost: 'warning', elsewhere: 'note' } as const;

function SecretRow({ account, secret, text, onEnter }: SecretRowProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.secrets;
  const label = shown(secret.label);
  return (
    <div class="secret">
      <div class={`secret-head secret-${secret.state}`}>
        <span>{label}</span>
        <span class="hint">
          <Icon name={icons[secret.state]} />
          {words[secret.state]}
        </span>
        {secret.state === 'kept' && (
          <Button
            kind="quiet"
            label={`${text === undefined ? words.replace : texts.actions.cancel}: ${label}`}
            onPress={() => onEnter(text === undefined ? '' : undefined)}
          >
            {text === undefined ? words.replace : texts.actions.cancel}
          </Button>
        )}
      </div>
      {text !== undefined && (
        <SecretField
          id={`secret-${account}-${secret.path}`}
          label={label}
          value={text}
          onInput={onEnter}
        />
      )}
    </div>
  );
}
