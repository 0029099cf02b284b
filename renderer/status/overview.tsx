import type { JSX } from 'preact';
import type { Snapshot, WholeState } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { agoText, untilText } from '../times.ts';
import { useNow } from '../use-now.ts';
import { type Task, useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { TroubleAction } from './troubles.tsx';
import { useCheckEnd } from './use-check-end.ts';

const icons: Record<WholeState, IconName> = {
  upToDate: 'check',
  working: 'working',
  attention: 'warning',
  paused: 'pause',
  offline: 'offline',
  waiting: 'clock',
  unknown: 'clock',
};

interface Props {
  readonly snapshot: Snapshot;
}

/** The whole in one sentence, and the buttons that change it. */
export function Overview({ snapshot }: Props): JSX.Element {
  const { texts } = useTexts();
  const told = snapshot.troubles.find(({ sentence }) => sentence === snapshot.headline);
  return (
    <section class={`card overview state-${snapshot.state}`}>
      <Icon name={icons[snapshot.state]} large />
      <div class="overview-text">
        <p class="state-word">{texts.status.states[snapshot.state]}</p>
        <div role="status">
          <h1 tabIndex={-1}>{shown(snapshot.headline)}</h1>
        </div>
        {!isEmpty(snapshot) && <Times snapshot={snapshot} />}
      </div>
      {told !== undefined && (
        <div class="actions">
          <TroubleAction kind={told.kind} accent />
        </div>
      )}
      {!isEmpty(snapshot) && <Actions snapshot={snapshot} remedied={told !== undefined} />}
      {isEmpty(snapshot) && told === undefined && <FirstStep />}
    </section>
  );
}

/** There is nothing to update yet, and nothing wrong that would be the reason. */
function isEmpty({ records, troubles }: Snapshot): boolean {
  return records.length === 0 && !troubles.some(({ kind }) => kind === 'settings');
}

function FirstStep(): JSX.Element {
  const { texts } = useTexts();
  return (
    <div class="first-step">
      <p>{texts.status.emptyText}</p>
      <Button kind="accent" onPress={() => goTo('setup')}>
        {texts.status.emptyAction}
      </Button>
    </div>
  );
}

function Times({ snapshot }: Props): JSX.Element {
  const { texts, language } = useTexts();
  const now = useNow(1000);
  const { lastCheck, nextCheck, paused, busy } = snapshot;
  const parts: string[] = [];
  if (busy) parts.push(texts.actions.checking);
  else {
    parts.push(
      lastCheck === undefined
        ? texts.status.noCheck
        : texts.status.lastCheck(agoText(language, lastCheck, now)),
    );
    if (nextCheck !== undefined && paused === undefined) {
      parts.push(texts.status.nextCheck(untilText(language, nextCheck, now)));
    }
  }
  return (
    <p class="facts">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </p>
  );
}

interface ActionsProps extends Props {
  /** Another button goes before these. */
  readonly remedied: boolean;
}

function Actions({ snapshot, remedied }: ActionsProps): JSX.Element {
  const { texts } = useTexts();
  const { actions, status } = texts;
  const task = useTask();
  const paused = snapshot.paused !== undefined;
  const awaitEnd = useCheckEnd(snapshot, ({ offlineSince, records }) => {
    if (offlineSince !== undefined) task.succeed(status.stillOffline);
    else if (records.some(({ standing }) => standing === 'stopped')) {
      task.succeed(status.checkedStopped);
    }
  });
  const button = (text: string, request: Parameters<Task['run']>[0], more: object = {}) => (
    <Button key={text} disabled={task.busy} onPress={() => void task.run(request)} {...more}>
      {text}
    </Button>
  );
  const check = async () => {
    const before = snapshot.lastCheck;
    const reply = await ask('check', { force: false, records: null });
    if (reply.ok) awaitEnd(before);
    return reply;
  };
  return (
    <fieldset class="actions" aria-label={actions.label} tabIndex={-1}>
      <Button
        kind={remedied ? 'plain' : 'accent'}
        disabled={task.busy}
        onPress={() => void task.run(check)}
      >
        {actions.check}
      </Button>
      {button(actions.force, () => ask('check', { force: true, records: null }), {
        describedBy: 'force-hint',
      })}
      <Button
        disabled={task.busy}
        describedBy="force-hint"
        onPress={() =>
          void task.run(
            () => ask('verify', { records: null }),
            () => status.verifying,
          )
        }
      >
        {actions.verify}
      </Button>
      {paused
        ? button(actions.resume, () => ask('unpause', null))
        : [
            button(actions.pauseHour, () => ask('pause', { minutes: 60 })),
            button(actions.pauseUntilResumed, () => ask('pause', { minutes: null })),
          ]}
      <Result task={task} />
      <p id="force-hint" class="hint">
        {actions.forceHelp}
      </p>
    </fieldset>
  );
}
