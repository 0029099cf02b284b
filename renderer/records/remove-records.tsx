import type { JSX } from 'preact';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Result } from '../components/result.tsx';
import { dropDraft } from '../drafts.ts';
import { saveEdit } from '../save-edit.ts';
import { shown, shownNames } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { type NameRow, placeOf } from './name-rows.ts';

interface RemoveRecordsProps {
  readonly rows: readonly NameRow[];
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** Asks before host names go out of the settings. */
export function RemoveRecords({ rows, onClose, onRemoved }: RemoveRecordsProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.records;
  const task = useTask();
  const remove = () => {
    const places = rows.map(({ record }) => placeOf(record));
    return task.run(
      () => saveEdit({ kind: 'removeRecords', places }),
      () => {
        for (const { key } of rows) dropDraft(`record:${key}`);
        onRemoved();
        return undefined;
      },
    );
  };
  return (
    <Dialog
      title={words.removeTitle(rows.length)}
      busy={task.busy}
      onClose={onClose}
      onSubmit={() => void remove()}
    >
      <div class="prose">
        <ul>
          {rows.map(({ key, record }) => (
            <li key={key}>
              <bdi>{shownNames(record.name)}</bdi>{' '}
              <span class="hint">· {shown(record.account)}</span>
            </li>
          ))}
        </ul>
      </div>
      <p>{rows.length === 1 ? words.removeOneText : words.removeText}</p>
      <Result task={task} />
      <div class="actions end">
        <Button kind="accent" submit busy={task.busy} disabled={rows.length === 0}>
          {words.remove}
        </Button>
        <Button disabled={task.busy} onPress={onClose}>
          {texts.actions.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
