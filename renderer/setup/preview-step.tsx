import type { JSX } from 'preact';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { PreviewTable } from '../components/preview-table.tsx';
import { Result } from '../components/result.tsx';
import type { SetupDraft } from '../drafts.ts';
import { shown } from '../texts.ts';
import { useEdit } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';
import type { StepProps } from './account-step.tsx';
import { setupEdit } from './draft.ts';
import { StepBar } from './frame.tsx';
import { StepProblems } from './step-problems.tsx';
import { useAsked } from './use-asked.ts';

interface PreviewStepProps extends StepProps {
  readonly names: readonly string[];
  /** Leads back to what has to be mended. */
  readonly onMend: (step: SetupDraft['step']) => void;
  /** With the ids of the records that there were before. */
  readonly onSaved: (before: readonly string[]) => void;
}

/** What would be written, before anything is. */
export function PreviewStep(props: PreviewStepProps): JSX.Element {
  const { setup, account, snapshot, names, onMend, onSaved } = props;
  const { texts, language } = useTexts();
  const words = texts.setup;
  const { value, patch } = setup;
  const adding = value.existing !== undefined;
  const plan = setupEdit(value, account, names);
  const edit = useEdit(plan);
  const { asked, again } = useAsked(`${language} ${JSON.stringify(plan)}`, () =>
    ask('preview', { edit: plan }),
  );
  const preview = asked.kind === 'told' ? asked.value : undefined;
  const problems = [...(preview?.problems ?? []), ...edit.others(() => false)];
  const save = async () => {
    // The snapshot with the new ones may come before the reply.
    const before = snapshot.records.map(({ id }) => id);
    if (await edit.save()) onSaved(before);
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="hint">{words.previewText}</p>
      <p class="setup-asking" role="status">
        {asked.kind === 'asking' && (
          <>
            <Icon name="working" />
            {words.previewing}
          </>
        )}
      </p>
      <p class="hidden" role="status">
        {preview !== undefined && words.previewed(preview.rows.length)}
      </p>
      {asked.kind === 'failed' && (
        <Banner kind="caution" action={<Button onPress={again}>{texts.actions.tryAgain}</Button>}>
          <p role="alert">{shown(asked.message)}</p>
          <p>{words.previewFailed}</p>
        </Banner>
      )}
      <StepProblems problems={problems} adding={adding} at="preview" onGo={onMend} />
      {preview !== undefined && preview.problems.length === 0 && (
        <div class="card">
          <PreviewTable preview={preview} />
        </div>
      )}
      <StepBar
        onBack={() => patch({ step: 'records' })}
        next={words.save}
        busy={edit.task.busy}
        disabled={asked.kind === 'asking' || problems.length > 0}
      >
        <Result task={edit.task} />
      </StepBar>
    </form>
  );
}
