import type { JSX } from 'preact';
import { dateText } from '../../electron/contract/i18n/format.ts';
import type { Snapshot, TrayState } from '../../electron/contract/snapshot.ts';
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

const icons: Record<TrayState, IconName> = {
  upToDate: 'check',
  working: 'working',
  attention: 'warning',
  paused: 'pause',
  offline: 'offline',
};

interface Props {
  readonly snapshot: Snapshot;
}

/** The whole in one sentence, and the buttons that change it. */
export function Overview({ snapshot }: Props): JSX.Element {
  const { texts } = useTexts();
  return (
    <section class={`card overview state-${snapshot.state}`}>
      <Icon name={icons[snapshot.state]} large />
      <div class="overview-text">
        <p class="state-word">{texts.status.states[snapshot.state]}</p>
        <div role="status">
          <h1 tabIndex={-1}>{shown(snapshot.headline)}</h1>
        </div>
        <Times snapshot={snapshot} />
      </div>
      {isEmpty(snapshot) ? <FirstStep /> : <Actions paused={snapshot.paused !== undefined} />}
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
      <Button kind="accent" onPress={() => goTo('settings')}>
        {texts.status.emptyAction}
      </Button>
    </div>
  );
}

function Times({ snapshot }: Props): JSX.Element {
  const { texts, language } = useTexts();
  const now = useNow(1000);
  const { lastCheck, nextCheck, offlineSince, paused, busy } = snapshot;
  const parts: string[] = [];
  if (offlineSince !== undefined) {
    parts.push(texts.status.offlineSince(dateText(language, offlineSince)));
  }
  if (paused !== undefined) {
    const { since, until } = paused;
    parts.push(
      until === undefined
        ? texts.status.pausedSince(dateText(language, since))
        : texts.status.pausedUntil(dateText(language, until)),
    );
  }
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

function Actions({ paused }: { readonly paused: boolean }): JSX.Element {
  const { texts } = useTexts();
  const task = useTask();
  const button = (text: string, request: Parameters<Task['run']>[0], more: object = {}) => (
    <Button key={text} disabled={task.busy} onPress={() => void task.run(request)} {...more}>
      {text}
    </Button>
  );
  const { actions } = texts;
  return (
    <fieldset class="actions" aria-label={actions.label}>
      {button(actions.check, () => ask('check', { force: false }), { kind: 'accent' })}
      {button(actions.force, () => ask('check', { force: true }), { describedBy: 'force-hint' })}
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
