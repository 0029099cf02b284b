import type { JSX } from 'preact';
import type { Reply } from '../../electron/contract/ipc.ts';
import type { SystemPlace } from '../../electron/contract/place.ts';
import type { RecordAction, RecordView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { goTo } from '../navigate.ts';
import { shown, type Texts } from '../texts.ts';
import { untilText } from '../times.ts';
import { useNow } from '../use-now.ts';
import { type Task, useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

interface ActionButtonsProps {
  /** The best first; one that lacks what it needs below is left out. */
  readonly actions: readonly RecordAction[];
  /** An account's id, for its credentials. */
  readonly account?: string | undefined;
  /** A host name, for its zone and itself. */
  readonly name?: string | undefined;
  readonly provider?: string | undefined;
  /** A page of the provider. */
  readonly link?: string | undefined;
  /** A record's id, to be tried now. */
  readonly record?: string | undefined;
  /** In place of trying that record. */
  readonly onTryAgain?: (() => void) | undefined;
  /** Milliseconds since 1970. */
  readonly nextTry?: number | undefined;
  /** What they are about, where there are several groups of them on a page. */
  readonly about?: string | undefined;
}

interface Remedy {
  readonly text: string;
  /** It leads out of the window. */
  readonly leaves?: boolean;
  readonly press: () => void;
}

/** Buttons for what helps; the first stands out. */
export function ActionButtons(props: ActionButtonsProps): JSX.Element | null {
  const { actions, nextTry, about } = props;
  const { texts } = useTexts();
  const task = useTask();
  const places = useView().snapshot?.systemPlaces ?? [];
  const found = actions.flatMap((action) => remedies(action, props, places, texts, task));
  const waits = nextTry !== undefined && actions.includes('wait');
  if (found.length === 0 && !waits) return null;
  return (
    <div class="actions remedies">
      {waits && <NextTry at={nextTry} />}
      {found.map(({ text, leaves, press }, at) => (
        <Button
          key={text}
          kind={at === 0 ? 'plain' : 'quiet'}
          label={about === undefined ? undefined : `${text} (${about})`}
          disabled={task.busy}
          onPress={press}
        >
          {text}
          {leaves === true && <Icon name="open" />}
        </Button>
      ))}
      <Result task={task} />
    </div>
  );
}

/** What can be done about one record. */
export function RecordActions({ record }: { readonly record: RecordView }): JSX.Element | null {
  const { actions, account, id, link, name, nextTry, provider, type } = record;
  return (
    <ActionButtons
      actions={actions}
      account={account}
      name={name}
      provider={provider}
      link={link}
      record={id}
      nextTry={nextTry}
      about={`${shown(name)} ${type}`}
    />
  );
}

/** A time that comes nearer while one looks. */
function NextTry({ at }: { readonly at: number }): JSX.Element {
  const { texts, language } = useTexts();
  const now = useNow(1000);
  return <span class="hint">{texts.actions.wait(untilText(language, at, now))}</span>;
}

/** The buttons of one action: none where it is not possible here. */
function remedies(
  action: RecordAction,
  props: ActionButtonsProps,
  places: readonly SystemPlace[],
  { actions: words }: Texts,
  task: Task,
): readonly Remedy[] {
  const { account, name, provider, link, record, onTryAgain } = props;
  const asking = (request: () => Promise<Reply<unknown>>) => () => void task.run(request);
  const system = (place: SystemPlace, text: string): readonly Remedy[] =>
    places.includes(place)
      ? [{ text, leaves: true, press: asking(() => ask('openSystem', { place })) }]
      : [];
  const inRecords = (text: string): readonly Remedy[] =>
    name === undefined ? [] : [{ text, press: () => goTo({ page: 'records', item: name }) }];
  switch (action) {
    case 'enterCredentials':
      if (account === undefined) return [];
      return [
        { text: words.enterCredentials, press: () => goTo({ page: 'accounts', item: account }) },
      ];
    case 'openProvider': {
      if (link === undefined) return [];
      const text =
        provider === undefined ? words.openProviderPage : words.openProvider(shown(provider));
      return [{ text, leaves: true, press: asking(() => ask('openLink', { link })) }];
    }
    case 'chooseZone':
      return inRecords(words.chooseZone);
    case 'editRecord':
      return inRecords(words.editRecord);
    case 'fixClock':
      return system('clock', words.fixClock);
    case 'checkNetwork':
      return system('network', words.checkNetwork);
    case 'signIn':
      return [{ text: words.signIn, leaves: true, press: asking(() => ask('openSignIn', null)) }];
    case 'setProxy':
      return [
        { text: words.setProxy, press: () => goTo('general') },
        ...system('proxy', words.systemProxy),
      ];
    case 'tryAgain':
      if (onTryAgain !== undefined) return [{ text: words.tryAgain, press: onTryAgain }];
      if (record === undefined) return [];
      return [
        {
          text: words.tryAgain,
          press: asking(() => ask('check', { force: true, records: [record] })),
        },
      ];
    case 'checkSources':
      return [{ text: words.checkSources, press: () => goTo('watching') }];
    case 'openLog':
      return [{ text: words.openLog, press: () => goTo('log') }];
    case 'wait':
      return [];
  }
}
