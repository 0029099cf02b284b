import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Result } from '../components/result.tsx';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

interface DiagnosticsDialogProps {
  readonly onClose: () => void;
  readonly onDone: (file: string) => void;
}

/** Asks how to write the file for a report of a fault. */
export function DiagnosticsDialog({ onClose, onDone }: DiagnosticsDialogProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.log;
  const task = useTask();
  const [hideNames, setHideNames] = useState(true);
  const save = () =>
    task.run(
      () => ask('saveDiagnostics', { hideNames }),
      (file) => {
        // Null where the user chose no file: the question stands.
        if (file !== null) onDone(file);
        return undefined;
      },
    );
  return (
    <Dialog
      title={words.diagnosticsTitle}
      busy={task.busy}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <p>{words.diagnosticsText}</p>
      <label class="choice">
        <input
          type="checkbox"
          checked={hideNames}
          onChange={(event) => setHideNames(event.currentTarget.checked)}
        />
        <span class="row-text">
          {words.hideNames}
          <span class="hint">{words.hideNamesHelp}</span>
        </span>
      </label>
      <div class="actions end">
        <Result task={task} />
        <Button kind="accent" submit busy={task.busy}>
          {words.saveFile}
        </Button>
        <Button disabled={task.busy} onPress={onClose}>
          {texts.actions.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
