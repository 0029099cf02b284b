import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ImportPreview, SaveResult, TextProblem } from '../../electron/contract/ipc.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Problems } from '../components/problems.tsx';
import { Result } from '../components/result.tsx';
import { SecretInput } from '../form/secret-input.tsx';
import { isUnsaved } from '../store.ts';
import { shown } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

/** The gravest first. */
const powerKinds = ['runs', 'reads', 'tells', 'asks', 'writes'] as const;

interface ImportDialogProps {
  readonly preview: ImportPreview;
  readonly onPreview: (preview: ImportPreview) => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What a file would bring in and take away, to be confirmed. */
export function ImportDialog(props: ImportDialogProps): JSX.Element {
  const { preview, onPreview, onClose, onDone } = props;
  const { texts } = useTexts();
  const words = texts.importing;
  const task = useTask();
  const unsaved = isUnsaved(useView());
  const [passphrase, setPassphrase] = useState('');
  const [refused, setRefused] = useState<readonly TextProblem[]>([]);
  const { accounts, channels, file, id, missing, needsPassphrase, powers, records, removed } =
    preview;
  const problems = refused.length > 0 ? refused : preview.problems;

  const unseal = () =>
    task.run(
      async () => {
        const reply = await ask('unsealImport', { id, passphrase });
        const stillSealed = reply.ok && reply.value.needsPassphrase;
        return stillSealed ? { ok: false as const, message: texts.errors.passphrase } : reply;
      },
      (unsealed) => {
        setPassphrase('');
        onPreview(unsealed);
        return undefined;
      },
    );
  const confirm = () =>
    task.run(
      () => ask('confirmImport', { id }),
      (result: SaveResult) => {
        if (result.saved) onDone();
        else setRefused(result.problems);
        return undefined;
      },
    );
  const ready = needsPassphrase ? passphrase !== '' : problems.length === 0;
  return (
    <Dialog
      title={words.heading}
      busy={task.busy}
      onClose={onClose}
      onSubmit={() => {
        if (ready) void (needsPassphrase ? unseal() : confirm());
      }}
    >
      <p class="hint">
        <bdi>{words.file(shown(file))}</bdi>
      </p>
      {needsPassphrase && (
        <div class="ask-passphrase">
          <p id="sealed-hint">{words.sealed}</p>
          <SecretInput
            id="import-passphrase"
            label={words.passphrase}
            value={passphrase}
            describedBy="sealed-hint"
            onInput={(text) => {
              task.clear();
              setPassphrase(text);
            }}
          />
        </div>
      )}
      <Problems problems={problems} title={words.problems} />
      {powerKinds
        .filter((kind) => powers[kind].length > 0)
        .map((kind, at) => (
          <Names
            key={kind}
            title={words.powers[kind]}
            names={powers[kind]}
            kind="caution"
            {...(at === 0 ? { hint: words.powersHelp } : {})}
          />
        ))}
      {removed.length > 0 && (
        <Names title={words.removed} names={removed} kind="caution" hint={words.removedHelp} />
      )}
      {missing.length > 0 && <Names title={words.missing} names={missing} kind="caution" />}
      {accounts.length > 0 && <Names title={words.accounts(accounts.length)} names={accounts} />}
      {channels.length > 0 && <Names title={texts.channels.heading} names={channels} />}
      {records.length > 0 && <Names title={words.records(records.length)} names={records} />}
      <p>{words.text}</p>
      {unsaved && <Banner kind="caution">{words.discards}</Banner>}
      <div class="actions end">
        <Result task={task} />
        <Button kind="accent" submit busy={task.busy} disabled={!ready}>
          {needsPassphrase ? words.unseal : words.replace}
        </Button>
        <Button disabled={task.busy} onPress={onClose}>
          {texts.actions.cancel}
        </Button>
      </div>
    </Dialog>
  );
}

interface NamesProps {
  readonly title: string;
  readonly names: readonly string[];
  readonly hint?: string;
  readonly kind?: 'caution';
}

function Names({ title, names, hint, kind }: NamesProps): JSX.Element {
  return (
    <section class={`names ${kind ?? ''}`}>
      <h3>{title}</h3>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {names.length > 0 && (
        <ul>
          {names.map((name) => (
            <li key={name}>
              <bdi>{shown(name)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
