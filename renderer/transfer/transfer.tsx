import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ImportPreview } from '../../electron/contract/ipc.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Result } from '../components/result.tsx';
import { takeImported } from '../text/text.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';

/** Settings from a file and to a file. */
export function Transfer(): JSX.Element {
  const { texts } = useTexts();
  const task = useTask();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [exporting, setExporting] = useState(false);
  const choose = () =>
    task.run(
      () => ask('openImport', null),
      (chosen) => {
        setPreview(chosen);
        return undefined;
      },
    );
  return (
    <div class="actions transfer">
      <Button busy={task.busy} onPress={() => void choose()}>
        {texts.actions.import}
      </Button>
      <Button
        disabled={task.busy}
        onPress={() => {
          task.clear();
          setExporting(true);
        }}
      >
        {texts.actions.export}
      </Button>
      <Result task={task} />
      {preview !== null && (
        <ImportDialog
          preview={preview}
          onPreview={setPreview}
          onClose={() => setPreview(null)}
          onDone={() => {
            setPreview(null);
            void task.run(takeImported, () => texts.importing.done);
          }}
        />
      )}
      {exporting && (
        <ExportDialog
          onClose={() => setExporting(false)}
          onDone={(file) => {
            setExporting(false);
            task.succeed(texts.exporting.done(file));
          }}
        />
      )}
    </div>
  );
}
