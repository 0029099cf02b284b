import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SettingsEdit } from '../../electron/contract/forms.ts';
import type { Preview } from '../../electron/contract/setup.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { PreviewTable } from '../components/preview-table.tsx';
import { Result } from '../components/result.tsx';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

interface RecordPreviewProps {
  readonly edit: SettingsEdit;
  /** Marks what is wrong in the form; whether nothing is. */
  readonly onProblems: () => Promise<boolean>;
}

/** Shows what the edit would have written. */
export function RecordPreview({ edit, onProblems }: RecordPreviewProps): JSX.Element {
  const { texts, language } = useTexts();
  const words = texts.records;
  const task = useTask();
  const text = `${language} ${JSON.stringify(edit)}`;
  const [found, setFound] = useState<{ readonly text: string; readonly preview: Preview }>();
  // Of what stands in the fields now, also where the answer took its time.
  const preview = found?.text === text ? found.preview : undefined;
  const show = () =>
    task.run(
      () => ask('preview', { edit }),
      async (told) => {
        const marked = told.problems.length > 0 && !(await onProblems());
        if (!marked) setFound({ text, preview: told });
        return undefined;
      },
    );
  return (
    <div class="record-preview">
      <div class="actions">
        <Button busy={task.busy} onPress={() => void show()}>
          {task.busy ? words.showing : words.show}
        </Button>
        <Result task={task} />
      </div>
      {/* The whole table would be too much to hear at once. */}
      <div role="status">{preview !== undefined && <h3>{words.preview.heading}</h3>}</div>
      {preview !== undefined && <PreviewTable preview={preview} />}
    </div>
  );
}
