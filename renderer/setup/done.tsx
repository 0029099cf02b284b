import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { RecordView, Snapshot } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { goTo } from '../navigate.ts';
import { RecordRow } from '../status/record-row.tsx';
import { shown } from '../texts.ts';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

/** What was saved, and which records there were before. */
export interface Saved {
  readonly account: string;
  readonly before: readonly string[];
}

interface DoneProps {
  readonly saved: Saved;
  readonly snapshot: Snapshot;
  readonly onAnother: () => void;
}

const bad: readonly RecordView['standing'][] = ['failed', 'stopped', 'locked'];
/** Nothing is to be done for it; unknown beside one that is right is of a family that nobody misses. */
const calm: readonly RecordView['standing'][] = ['upToDate', 'unknown'];

/** How the new records fare, until the name servers answer with them. */
export function Done({ saved, snapshot, onAnother }: DoneProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.setup.done;
  const now = useNow(1000);
  const starting = useTask();
  const { account, before } = saved;
  useEffect(() => {
    document.querySelector('main')?.scrollTo(0, 0);
    document.querySelector<HTMLElement>('.page-setup h1')?.focus();
  }, []);
  const records = snapshot.records.filter(
    (record) => record.account === account && !before.includes(record.id),
  );
  const failed = records.filter(({ standing }) => bad.includes(standing)).length;
  const well = records.filter(({ standing }) => standing === 'upToDate').length;
  const [look, icon, text] =
    failed > 0
      ? (['failed', 'cross', words.failed(failed)] as const)
      : well > 0 && records.every(({ standing }) => calm.includes(standing))
        ? (['upToDate', 'check', words.upToDate(well)] as const)
        : snapshot.state === 'paused' || snapshot.state === 'offline'
          ? (['waiting', 'clock', shown(snapshot.headline)] as const)
          : (['working', 'working', words.working] as const);
  return (
    <Page name="setup" title={words.heading}>
      <div class="form">
        <p class={`setup-state standing-${look}`} role="status">
          <Icon name={icon} />
          <span>{text}</span>
        </p>
        {records.length > 0 && (
          <ul class="card records">
            {records.map((record) => (
              <RecordRow key={record.id} record={record} now={now} marked={false} />
            ))}
          </ul>
        )}
        <div class="card">
          <p>{words.tray}</p>
          {snapshot.loginStart === 'off' && (
            <SwitchRow
              id="login"
              label={texts.general.loginStart}
              hint={texts.general.loginStartHelp}
              on={false}
              busy={starting.busy}
              onTurn={(on) =>
                void starting.run(
                  () => ask('setLoginStart', { on }),
                  () => words.starts,
                )
              }
            />
          )}
          <Result task={starting} />
        </div>
        <div class="actions setup-bar">
          <Button kind="accent" onPress={() => goTo('status')}>
            {words.close}
          </Button>
          <Button onPress={onAnother}>{words.another}</Button>
        </div>
      </div>
    </Page>
  );
}
