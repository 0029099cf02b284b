import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Page } from '../components/page.tsx';
import type { SetupDraft } from '../drafts.ts';
import { useTexts } from '../use-view.ts';
import { CancelDialog } from './cancel-dialog.tsx';

type Step = SetupDraft['step'];

const allSteps: readonly Step[] = ['service', 'account', 'records', 'preview'];
const addingSteps: readonly Step[] = ['records', 'preview'];

interface FrameProps {
  readonly step: Step;
  readonly title: string;
  /** Only records are added to an account that is there. */
  readonly adding: boolean;
  /** Something would be lost. */
  readonly entered: boolean;
  readonly onCancel: () => void;
  readonly children: ComponentChildren;
}

/** One step of the setup: which it is, and the way out. */
export function Frame(props: FrameProps): JSX.Element {
  const { step, title, adding, entered, onCancel, children } = props;
  const { texts } = useTexts();
  const words = texts.setup;
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    document.querySelector('main')?.scrollTo(0, 0);
    const search = document.querySelector<HTMLElement>('.page-setup .services input');
    (search ?? document.querySelector<HTMLElement>('.page-setup h1'))?.focus();
  }, [step]);
  const steps = adding ? addingSteps : allSteps;
  const at = steps.indexOf(step);
  return (
    <Page
      name="setup"
      title={title}
      aside={
        <Button kind="quiet" onPress={() => (entered ? setAsking(true) : onCancel())}>
          {texts.actions.cancel}
        </Button>
      }
    >
      <ol class="setup-steps" aria-label={words.progress}>
        {steps.map((each, index) => (
          <li key={each} aria-current={each === step ? 'step' : undefined}>
            {index < at && <Icon name="check" />}
            <span>{words.steps[each]}</span>
            {index < at && <span class="hidden">{words.stepDone}</span>}
          </li>
        ))}
      </ol>
      {children}
      {asking && <CancelDialog onClose={() => setAsking(false)} onDiscard={onCancel} />}
    </Page>
  );
}

interface BarProps {
  readonly onBack?: (() => void) | undefined;
  readonly next: string;
  readonly busy?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly children?: ComponentChildren;
}

/** The way on and the way back: always in sight. Inside of a form. */
export function StepBar({ onBack, next, busy, disabled, children }: BarProps): JSX.Element {
  const { texts } = useTexts();
  return (
    <div class="actions setup-bar">
      {onBack !== undefined && <Button onPress={onBack}>{texts.setup.back}</Button>}
      <Button kind="accent" submit busy={busy} disabled={disabled}>
        {next}
      </Button>
      {children}
    </div>
  );
}
