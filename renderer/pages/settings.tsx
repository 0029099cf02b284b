import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { Accounts } from '../settings/accounts.tsx';
import { Editor } from '../settings/editor.tsx';
import { readSettings } from '../settings/text.ts';
import { Transfer } from '../settings/transfer.tsx';
import { shown } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

interface SettingsPageProps {
  readonly snapshot: Snapshot;
  readonly shownNow: boolean;
}

/** What is about the settings; the rest of the troubles is told on the first page. */
const ours = new Set(['settings', 'keyLost', 'plainStorage', 'store']);

/** The settings as text. Stays in the window while hidden: so do edits, caret and undo history. */
export function SettingsPage({ snapshot, shownNow }: SettingsPageProps): JSX.Element {
  const { texts } = useTexts();
  const { draft } = useView();
  const reading = useTask();
  const entering = useTask();
  useEffect(() => {
    if (shownNow) void reading.run(readSettings);
  }, [shownNow]);
  const { accounts } = snapshot;
  const lost = accounts.filter(({ secrets }) => secrets.some(({ state }) => state === 'lost'));
  const others = accounts.filter((account) => !lost.includes(account));
  const troubles = snapshot.troubles.filter(({ kind }) => ours.has(kind));
  // The list of what is lost says it too.
  const told = troubles.filter(({ kind }) => kind !== 'keyLost' || lost.length === 0);
  const onFound = () => entering.succeed(texts.secrets.saved);
  return (
    <Page name="settings" title={texts.settings.heading} hidden={!shownNow} aside={<Transfer />}>
      <p class="hint">{texts.settings.intro}</p>
      {told.map(({ kind, sentence }) => (
        <Banner key={`${kind} ${sentence}`} kind={kind === 'plainStorage' ? 'caution' : 'critical'}>
          {shown(sentence)}
        </Banner>
      ))}
      {reading.state.kind === 'failed' && (
        <Banner
          kind="critical"
          action={
            <Button onPress={() => void reading.run(readSettings)}>{texts.actions.tryAgain}</Button>
          }
        >
          <span role="alert">{shown(reading.state.message)}</span>
        </Banner>
      )}
      <Result task={entering} />
      <Accounts
        id="lost-title"
        title={texts.secrets.lostTitle}
        accounts={lost}
        hint={texts.secrets.lostText}
        onFound={onFound}
      />
      {draft.saved !== undefined && (
        <Editor
          draft={draft}
          broken={troubles.some(({ kind }) => kind === 'settings')}
          isNew={accounts.length === 0}
        />
      )}
      {draft.saved === undefined && reading.busy && (
        <p class="hint" role="status">
          {texts.loading}
        </p>
      )}
      <Accounts
        id="accounts-title"
        title={texts.secrets.heading}
        accounts={others}
        onFound={onFound}
      />
    </Page>
  );
}
