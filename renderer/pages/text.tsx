import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Detail } from '../components/detail.tsx';
import { Editor } from '../text/editor.tsx';
import { readSettings } from '../text/text.ts';
import { shown } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

interface TextPageProps {
  readonly snapshot: Snapshot;
  readonly shownNow: boolean;
}

/** What is about the settings; the rest of the troubles is told on the first page. */
const ours = new Set(['settings', 'plainStorage', 'store']);

/** The settings as text. Stays in the window while hidden: so do edits, caret and undo history. */
export function TextPage({ snapshot, shownNow }: TextPageProps): JSX.Element {
  const { texts } = useTexts();
  const { text } = useView();
  const reading = useTask();
  useEffect(() => {
    if (shownNow) void reading.run(readSettings);
  }, [shownNow]);
  const troubles = snapshot.troubles.filter(({ kind }) => ours.has(kind));
  return (
    <div hidden={!shownNow}>
      <Detail page="text" back="general" title={texts.text.heading}>
        <p class="hint">{texts.text.intro}</p>
        {troubles.map(({ kind, sentence }) => (
          <Banner
            key={`${kind} ${sentence}`}
            kind={kind === 'plainStorage' ? 'caution' : 'critical'}
          >
            {shown(sentence)}
          </Banner>
        ))}
        {reading.state.kind === 'failed' && (
          <Banner
            kind="critical"
            action={
              <Button onPress={() => void reading.run(readSettings)}>
                {texts.actions.tryAgain}
              </Button>
            }
          >
            <span role="alert">{shown(reading.state.message)}</span>
          </Banner>
        )}
        {text.saved !== undefined && (
          <Editor draft={text} broken={troubles.some(({ kind }) => kind === 'settings')} />
        )}
        {text.saved === undefined && reading.busy && (
          <p class="hint" role="status">
            {texts.loading}
          </p>
        )}
      </Detail>
    </div>
  );
}
