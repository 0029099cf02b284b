import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AccountEntry } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { ServiceHelp } from '../accounts/service-help.tsx';
import { ask } from '../ask.ts';
import { Result } from '../components/result.tsx';
import { same } from '../drafts.ts';
import { AccountFields, showsProblem } from '../form/account-fields.tsx';
import { TextField } from '../form/text-field.tsx';
import { useServiceForm } from '../services.ts';
import { useEdit } from '../use-edit.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import type { SetupUse } from './draft.ts';
import { StepBar } from './frame.tsx';
import { MoreOptions } from './more-options.tsx';
import { StepProblems } from './step-problems.tsx';
import { TestButton, TrialFailure, useTrial } from './trial.tsx';

export interface StepProps {
  readonly setup: SetupUse;
  readonly account: AccountEntry;
  readonly snapshot: Snapshot;
  /** The user was led back here: what is wrong is shown at once. */
  readonly marked: boolean;
}

/** The credentials: how they are made, their fields, and a try of them. */
export function AccountStep({ setup, account, marked }: StepProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.setup;
  const { value, latest, patch } = setup;
  const service = useServiceForm(value.service);
  const opening = useTask();
  const edit = useEdit({ kind: 'account', isNew: true, account });
  const trial = useTrial(account, true);
  /** From the press on: what is pressed while the input is still being checked would come to nothing. */
  const [testing, setTesting] = useState(false);
  useEffect(() => {
    if (marked) void edit.check();
  }, []);
  if (service === undefined) return <p role="status">{texts.loading}</p>;

  const isField = (field: string) => field === 'id' || showsProblem(service, field);
  /** Whether one may go on. What was tried may not be what stands there any more. */
  const test = async (): Promise<boolean> => {
    setTesting(true);
    const works = await tryOut();
    setTesting(false);
    return works;
  };
  const tryOut = async (): Promise<boolean> => {
    const { id, values } = latest();
    if (!(await edit.check())) return false;
    const result = await trial.run();
    if (!same({ id, values }, { id: latest().id, values: latest().values })) return false;
    if (result === undefined || result.kind === 'failed') return false;
    if (result.kind === 'problems') return edit.check().then(() => false);
    patch({ zones: result.kind === 'works' ? result.zones : null });
    return true;
  };
  const next = async () => {
    const tried = value.zones !== undefined;
    if (tried ? await edit.check() : await test()) {
      if (latest().step === 'account') patch({ step: 'records' });
    }
  };
  const { link } = service;
  const { result } = trial;
  const idProblem = edit.problem('id');
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void next();
      }}
    >
      <div class="card">
        <ServiceHelp
          service={service}
          task={opening}
          onOpen={() => link !== undefined && void opening.run(() => ask('openLink', { link }))}
        />
      </div>
      <div class="card">
        <AccountFields
          id="account"
          service={service}
          values={value.values}
          problem={edit.problem}
          onChange={(values) => patch({ values, zones: undefined })}
          onBlur={edit.touch}
        />
        <MoreOptions wrong={idProblem !== undefined}>
          <TextField
            id="account-id"
            longest={256}
            label={words.accountName}
            help={words.accountNameHelp}
            value={value.id}
            problem={idProblem}
            onInput={(id) => patch({ id })}
            onBlur={() => edit.touch('id')}
          />
        </MoreOptions>
      </div>
      <StepProblems
        problems={edit.others(isField)}
        adding={false}
        at="account"
        onGo={(step) => patch({ step })}
      />
      {result?.kind === 'failed' && (
        <TrialFailure
          result={result}
          service={service}
          onTryAgain={() => void test()}
          onAnyway={() => patch({ zones: null, step: 'records' })}
        />
      )}
      <StepBar onBack={() => patch({ step: 'service' })} next={words.next} busy={testing}>
        <TestButton trial={trial} busy={testing} onPress={() => void test()} />
        {edit.task.state.kind === 'failed' && <Result task={edit.task} />}
      </StepBar>
    </form>
  );
}
