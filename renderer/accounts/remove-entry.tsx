import type { JSX } from 'preact';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Result } from '../components/result.tsx';
import { dropAccountDrafts, dropDraft } from '../drafts.ts';
import { goTo } from '../navigate.ts';
import { saveEdit } from '../save-edit.ts';
import { shown, shownNames } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { type EntryWhat, entryPages, wordsOf } from './entry.ts';

interface RemoveEntryProps {
  readonly what: EntryWhat;
  readonly id: string;
  /** Its host names. */
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** Asks before an account or a channel goes, with what goes with it. */
export function RemoveEntry({ what, id, names, onClose }: RemoveEntryProps): JSX.Element {
  const { texts } = useTexts();
  const words = wordsOf(what, texts);
  const task = useTask();
  const remove = () =>
    task.run(
      () => saveEdit({ kind: what === 'account' ? 'removeAccount' : 'removeChannel', id }),
      () => {
        if (what === 'account') dropAccountDrafts(id);
        else dropDraft(`channel:${id}`);
        onClose();
        goTo(entryPages[what]);
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
          <h3>{texts.accounts.removeNames}</h3>
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
