import type { JSX } from 'preact';
import type { FieldProblem } from '../../electron/contract/forms.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import type { SetupDraft } from '../drafts.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';

type Step = SetupDraft['step'];

/** The step that has a problem's field. */
function stepOf({ field }: FieldProblem, adding: boolean): Step | undefined {
  if (field === '') return undefined;
  return !adding && field.startsWith('account/') ? 'account' : 'records';
}

interface StepProblemsProps {
  readonly problems: readonly FieldProblem[];
  readonly adding: boolean;
  /** The step at which they are shown. */
  readonly at: Step;
  readonly onGo: (step: Step) => void;
}

/** What is wrong and has no field at this step, with the way to the step that has it. */
export function StepProblems(props: StepProblemsProps): JSX.Element | null {
  const { problems, adding, at, onGo } = props;
  const { texts } = useTexts();
  if (problems.length === 0) return null;
  const steps = new Set(problems.map((problem) => stepOf(problem, adding)));
  const elsewhere = [...steps].filter((step): step is Step => step !== undefined && step !== at);
  return (
    <Banner kind="critical">
      <div role="alert">
        <ul>
          {problems.map(({ field, message }) => (
            <li key={`${field} ${message}`}>{shown(message)}</li>
          ))}
        </ul>
      </div>
      {elsewhere.length > 0 && (
        <div class="actions banner-actions">
          {elsewhere.map((step) => (
            <Button key={step} onPress={() => onGo(step)}>
              {texts.setup.mendAt(texts.setup.steps[step])}
            </Button>
          ))}
        </div>
      )}
    </Banner>
  );
}
