import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountEntry, KindForm } from '../../electron/contract/forms.ts';
import type { TestResult } from '../../electron/contract/setup.ts';
import { type EntryWhat, wordsOf } from '../accounts/entry.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { ActionButtons } from '../status/record-actions.tsx';
import { shown } from '../texts.ts';
import { type Task, useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

export interface Trial {
  readonly task: Task;
  /** Of the account as it is now. */
  readonly result: TestResult | undefined;
  /** Undefined where it could not be asked. */
  readonly run: () => Promise<TestResult | undefined>;
}

/** Tries an account without writing anything, or sends a message through a channel. */
export function useTrial(
  account: AccountEntry,
  isNew: boolean,
  what: EntryWhat = 'account',
): Trial {
  const { language } = useTexts();
  const task = useTask();
  const text = `${language} ${JSON.stringify(account)}`;
  const [tried, setTried] = useState<{ readonly text: string; readonly result: TestResult }>();
  return {
    task,
    result: tried?.text === text ? tried.result : undefined,
    async run() {
      let found: TestResult | undefined;
      await task.run(
        () =>
          what === 'account'
            ? ask('testAccount', { account, isNew })
            : ask('testChannel', { channel: account, isNew }),
        (result) => {
          found = result;
          setTried({ text, result });
          return undefined;
        },
      );
      return found;
    },
  };
}

interface TestButtonProps {
  readonly trial: Trial;
  readonly what?: EntryWhat;
  /** Also while something before the trial is under way. */
  readonly busy?: boolean | undefined;
  readonly onPress: () => void;
}

/** Starts a trial, and tells beside it what came of it; what failed has more to say below. */
export function TestButton(props: TestButtonProps): JSX.Element {
  const { trial, what = 'account', busy, onPress } = props;
  const words = wordsOf(what, useTexts().texts);
  const { result, task } = trial;
  const works = result?.kind === 'works';
  const testing = busy ?? task.busy;
  return (
    <>
      <Button busy={testing} onPress={onPress}>
        {testing ? words.testing : words.test}
      </Button>
      <span class={`result${works ? ' done' : ''}`} role="status">
        {(works || result?.kind === 'untestable') && (
          <>
            <Icon name={works ? 'check' : 'note'} />
            <span>{shown(result.sentence)}</span>
          </>
        )}
      </span>
      <Result task={task} />
    </>
  );
}

interface TrialFailureProps {
  readonly result: Extract<TestResult, { kind: 'failed' }>;
  readonly service: KindForm;
  /** The account, where it is in the settings. */
  readonly account?: string | undefined;
  readonly onTryAgain: () => void;
  /** For who wants to go on with an account that does not work now. */
  readonly onAnyway?: (() => void) | undefined;
}

/** Why the account did not work, and what helps. */
export function TrialFailure(props: TrialFailureProps): JSX.Element {
  const { result, service, account, onTryAgain, onAnyway } = props;
  const { texts } = useTexts();
  useEffect(() => {
    document.querySelector('.trial-failure')?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  return (
    <div class="trial-failure">
      <Banner kind="critical">
        <p role="alert">{shown(result.sentence)}</p>
        <div class="actions banner-actions">
          <ActionButtons
            actions={result.actions}
            account={account}
            provider={service.name}
            link={service.link}
            onTryAgain={onTryAgain}
          />
          {onAnyway !== undefined && (
            <Button kind="quiet" onPress={onAnyway}>
              {texts.setup.anyway}
            </Button>
          )}
        </div>
      </Banner>
    </div>
  );
}
