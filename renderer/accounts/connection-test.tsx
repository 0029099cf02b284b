import type { JSX } from 'preact';
import type { AccountEntry, ServiceForm } from '../../electron/contract/forms.ts';
import { TestButton, TrialFailure, useTrial } from '../setup/trial.tsx';

interface ConnectionTestProps {
  readonly account: AccountEntry;
  readonly service: ServiceForm;
  /** Marks what is missing in what was changed; whether nothing is. */
  readonly onProblems: () => Promise<boolean>;
}

/** Tries an account of the settings without writing anything. */
export function ConnectionTest({ account, service, onProblems }: ConnectionTestProps): JSX.Element {
  const trial = useTrial(account, false);
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
        <TestButton trial={trial} onPress={() => void test()} />
      </div>
      {result?.kind === 'failed' && (
        // The fields stand above: they need no button that leads to them.
        <TrialFailure result={result} service={service} onTryAgain={() => void test()} />
      )}
    </div>
  );
}
