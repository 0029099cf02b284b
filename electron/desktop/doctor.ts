import type { StepView } from '../contract/doctor.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { examine } from '../core/doctor/examine.ts';
import type { DoctorPorts } from '../core/doctor/ports.ts';
import type { Step } from '../core/doctor/step.ts';
import type { Settings } from '../core/settings.ts';
import type { AppState } from '../core/state.ts';
import { stepView } from '../core/views/doctor.ts';
import type { FindProvider } from '../core/views/outcome.ts';
import { createTurns } from './turns.ts';
import { UserError } from './user-error.ts';

export interface DoctorOptions {
  readonly ports: DoctorPorts;
  /** Undefined while there are none that can be used. */
  readonly settings: () => Settings | undefined;
  readonly state: () => AppState;
  readonly find: (settings: Settings) => FindProvider;
  readonly redact: (text: string) => string;
  readonly language: () => Language;
  /** Takes the steps that are done while others are under way. */
  readonly send: (steps: readonly StepView[]) => void;
}

/** Examines the connection for the window, one examination at a time. */
export interface Doctor {
  /** Rejects with a `UserError` where there are no settings, and when it is ended. */
  examine(language: Language): Promise<readonly StepView[]>;
  /** Ends what is under way: nobody waits for it any more. */
  cancel(): void;
}

export function createDoctor(options: DoctorOptions): Doctor {
  const { ports, settings, state, find, redact, send } = options;
  const turns = createTurns<'examine'>(
    () => new UserError(catalogue(options.language()).doctor.givenUp),
  );
  return {
    examine: (language) =>
      turns.take('examine', async (signal) => {
        const present = settings();
        if (present === undefined) throw new UserError(catalogue(language).doctor.noSettings);
        const words = { language, find: find(present), actions: 'desktop' } as const;
        const view = (step: Step) => clean(stepView(step, words), redact);
        const onSteps = (steps: readonly Step[]) => {
          if (!signal.aborted) send(steps.map(view));
        };
        const found = await examine(ports, present, state(), { onSteps }, signal);
        return found.steps.map(view);
      }),
    cancel: turns.cancel,
  };
}

/** What a service said may hold what it was sent. */
function clean(view: StepView, redact: (text: string) => string): StepView {
  return {
    ...view,
    sentence: redact(view.sentence),
    evidence: view.evidence.map(redact),
  };
}
