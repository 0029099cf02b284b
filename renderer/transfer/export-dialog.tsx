import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Result } from '../components/result.tsx';
import { SecretInput } from '../form/secret-input.tsx';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { passphraseStrength } from './passphrase.ts';

/** Shorter ones are tried through in no time. */
const leastLength = 8;

interface ExportDialogProps {
  readonly onClose: () => void;
  readonly onDone: (file: string) => void;
}

/** Asks what to export: everything but the secrets, or them too under a passphrase. */
export function ExportDialog({ onClose, onDone }: ExportDialogProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.exporting;
  const task = useTask();
  const [sealed, setSealed] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const differs = sealed && repeated !== '' && repeated !== passphrase;

  const submit = () => {
    if (sealed && passphrase.length < leastLength) return task.fail(words.short(leastLength));
    if (sealed && passphrase !== repeated) return task.fail(words.mismatch);
    void task.run(
      () => ask('exportSettings', { passphrase: sealed ? passphrase : null }),
      (file) => {
        // Null where the user chose no file: the question stands.
        if (file !== null) onDone(file);
        return undefined;
      },
    );
  };
  const field = (
    id: string,
    label: string,
    value: string,
    set: (text: string) => void,
    more: object,
  ) => (
    <div class="labelled">
      <label for={id}>{label}</label>
      <SecretInput
        id={id}
        label={label}
        value={value}
        onInput={(text) => {
          task.clear();
          set(text);
        }}
        {...more}
      />
    </div>
  );
  const strength = passphraseStrength(passphrase);
  return (
    <Dialog title={words.heading} busy={task.busy} onClose={onClose} onSubmit={submit}>
      <p>{words.text}</p>
      <label class="choice">
        <input
          type="checkbox"
          checked={sealed}
          onChange={(event) => {
            task.clear();
            setSealed(event.currentTarget.checked);
          }}
        />
        <span class="row-text">
          {words.withSecrets}
          <span class="hint">{words.withoutSecrets}</span>
        </span>
      </label>
      {sealed && (
        <div class="ask-passphrase">
          <Banner kind="caution">{words.passphraseHelp}</Banner>
          {field('passphrase', words.passphrase, passphrase, setPassphrase, {
            describedBy: 'strength',
          })}
          <p id="strength" class={`hint strength ${strength}`} role="status">
            {passphrase === '' ? '' : words.strength[strength]}
          </p>
          {field('passphrase-again', words.repeat, repeated, setRepeated, {
            invalid: differs,
            describedBy: differs ? 'differs' : undefined,
          })}
          {differs && (
            <p id="differs" class="result failed" role="alert">
              {words.mismatch}
            </p>
          )}
        </div>
      )}
      <div class="actions end">
        {!differs && <Result task={task} />}
        <Button kind="accent" submit busy={task.busy}>
          {texts.actions.export}
        </Button>
        <Button disabled={task.busy} onPress={onClose}>
          {texts.actions.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
