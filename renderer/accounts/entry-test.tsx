import type { JSX } from 'preact';
import type { AccountEntry, KindForm } from '../../electron/contract/forms.ts';
import { TestButton, TrialFailure, useTrial } from '../setup/trial.tsx';
import type { EntryWhat } from './entry.ts';

interface EntryTestProps {
  readonly what: EntryWhat;
  readonly isNew: boolean;
  readonly entry: AccountEntry;
  readonly service: KindForm;
  /** Marks what is missing in what was changed; whether nothing is. */
  readonly onProblems: () => Promise<boolean>;
}

/** Tries an account or a channel as it is entered, without writing anything. */
export function EntryTest(props: EntryTestProps): JSX.Element {
  const { what, isNew, entry, service, onProblems } = props;
  const trial = useTrial(entry, isNew, what);
  const { result } = trial;
  const test = async () => {
    const found = await trial.run();
    // What nobody changed has no marks: it is told here.
    if (found?.kind === 'problems' && (await onProblems())) {
      trial.task.fail(found.problems.map(({ message }) => message).join(' '));
    }
  };
  return (
    <div class="connection-test">
      <div class="actions">
        <TestButton trial={trial} what={what} onPress={() => void test()} />
      </div>
      {result?.kind === 'failed' && (
        // The fields stand above: they need no button that leads to them.
        <TrialFailure result={result} service={service} onTryAgain={() => void test()} />
      )}
    </div>
  );
}
