import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Preferences } from '../../electron/contract/preferences.ts';
import {
  type ReleaseAction,
  type ReleaseView,
  releaseChannels,
} from '../../electron/contract/release.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { Icon } from '../components/icon.tsx';
import { Card } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { changePreferences } from '../preferences.ts';
import { shown } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

/** What is under way: its button stays, so that the keyboard does not lose its place. */
const underWay: { readonly [State in ReleaseView['state']]?: ReleaseAction } = {
  looking: 'look',
  fetching: 'fetch',
  installing: 'install',
};

function Steps({ release }: { readonly release: ReleaseView }): JSX.Element {
  const words = useTexts().texts.about.releases;
  const task = useTask();
  const row = useRef<HTMLDivElement>(null);
  // While this is drawn, a button that the change takes away still stands.
  const held = row.current?.contains(document.activeElement);
  useLayoutEffect(() => {
    if (held && document.activeElement === document.body)
      row.current?.querySelector('button')?.focus();
  });
  const present = underWay[release.state];
  const actions = present === undefined ? release.actions : [present];
  return (
    <div class="actions" ref={row}>
      {actions.map((action) => (
        <Button
          key={action}
          kind={action === 'look' ? 'plain' : 'accent'}
          busy={task.busy || action === present}
          onPress={() => void task.run(() => ask('release', { action }))}
        >
          {words.actions[action]}
          {action === 'openDownloads' && <Icon name="open" />}
        </Button>
      ))}
      <Result task={task} />
    </div>
  );
}

/** How far the way to a newer version of the program is, and what the user wants of it. */
export function ReleasesCard({ snapshot }: { readonly snapshot: Snapshot }): JSX.Element {
  const { releases, releaseChannel } = useView().preferences ?? snapshot.preferences;
  const words = useTexts().texts.about.releases;
  const saving = useTask();
  const change = (wish: Partial<Preferences>) => void saving.follow(() => changePreferences(wish));
  const { release } = snapshot;
  const { state, sentence, part } = release;
  const icon = state === 'newest' ? 'check' : state === 'failed' ? 'warning' : 'note';
  return (
    <Card id="releases-title" title={words.title}>
      <div class="prose">
        <p id="release" class="release" role="status">
          <Icon name={underWay[state] === undefined ? icon : 'working'} />
          <span>{shown(sentence)}</span>
        </p>
        {part !== undefined && <progress aria-labelledby="release" value={part} />}
        {state !== 'none' && <Steps release={release} />}
      </div>
      {state !== 'none' && (
        <>
          <SwitchRow
            id="releases"
            label={words.automatic}
            hint={words.automaticHelp}
            on={releases}
            onTurn={(on) => change({ releases: on })}
          />
          <Choice
            id="release-channel"
            label={words.channel}
            hint={words.channelHelp[releaseChannel]}
            value={releaseChannel}
            options={releaseChannels.map((value) => [value, words.channels[value]] as const)}
            onChoose={(chosen) => change({ releaseChannel: chosen })}
          />
          <Result task={saving} />
        </>
      )}
    </Card>
  );
}
