import type { JSX } from 'preact';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Result } from '../components/result.tsx';
import { dropAccountDrafts } from '../drafts.ts';
import { goTo } from '../navigate.ts';
import { saveEdit } from '../save-edit.ts';
import { shown, shownNames } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

interface RemoveAccountProps {
  readonly id: string;
  /** Its host names. */
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** Asks before an account goes, with what goes with it. */
export function RemoveAccount({ id, names, onClose }: RemoveAccountProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.accounts;
  const task = useTask();
  const remove = () =>
    task.run(
      () => saveEdit({ kind: 'removeAccount', id }),
      () => {
        dropAccountDrafts(id);
        onClose();
        goTo('accounts');
        return undefined;
      },
    );
  return (
    <Dialog
      title={words.removeTitle(shown(id))}
      busy={task.busy}
      onClose={onClose}
      onSubmit={() => void remove()}
    >
      <p>{words.removeText}</p>
      {names.length > 0 && (
        <div class="prose">
          <h3>{words.removeNames}</h3>
          <ul>
            {names.map((name) => (
              <li key={name}>
                <bdi>{shownNames(name)}</bdi>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Result task={task} />
      <div class="actions end">
        <Button kind="accent" submit busy={task.busy}>
          {words.remove}
        </Button>
        <Button disabled={task.busy} onPress={onClose}>
          {texts.actions.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
