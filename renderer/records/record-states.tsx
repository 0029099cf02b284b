import type { JSX } from 'preact';
import type { RecordView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Card } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { standingIcons } from '../components/standing.ts';
import { shown } from '../texts.ts';
import { agoText, untilText } from '../times.ts';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

/** How each record of a host name stands now. */
export function RecordStates({ views }: { readonly views: readonly RecordView[] }): JSX.Element {
  const { texts } = useTexts();
  const task = useTask();
  const now = useNow(10_000);
  const check = () =>
    ask('check', {
      // A stopped record is only tried where the user insists.
      force: views.some(({ actions }) => actions.includes('tryAgain')),
      records: views.map(({ id }) => id),
    });
  return (
    <Card id="record-state" title={texts.records.state}>
      {views.length === 0 && <p class="hint">{texts.records.noState}</p>}
      {views.length > 0 && (
        <>
          <ul class="record-states">
            {views.map((view) => (
              <RecordState key={view.id} view={view} now={now} />
            ))}
          </ul>
          <div class="actions">
            <Button busy={task.busy} onPress={() => void task.run(check)}>
              {texts.actions.check}
            </Button>
            <Result task={task} />
          </div>
        </>
      )}
    </Card>
  );
}

interface RecordStateProps {
  readonly view: RecordView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

function RecordState({ view, now }: RecordStateProps): JSX.Element {
  const { texts, language } = useTexts();
  const { type, standing, label, sentence, address, changed, checked, nextTry } = view;
  const { status } = texts;
  return (
    <li class={`record standing-${standing}`}>
      <Icon name={standingIcons[standing]} />
      <div class="record-main">
        <div class="record-head">
          <span class="badge">{type}</span>
          {address !== undefined && <bdi class="mono selectable">{shown(address)}</bdi>}
          <span class="standing">{shown(label)}</span>
        </div>
        {sentence !== '' && <p>{shown(sentence)}</p>}
        <p class="facts">
          <span>
            {status.changedAt(
              changed === undefined ? status.never : agoText(language, changed, now),
            )}
          </span>
          {checked !== undefined && (
            <span>{status.checkedAt(agoText(language, checked, now))}</span>
          )}
          {nextTry !== undefined && (
            <span>{status.nextTryAt(untilText(language, nextTry, now))}</span>
          )}
        </p>
      </div>
    </li>
  );
}
