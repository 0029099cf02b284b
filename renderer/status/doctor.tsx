import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { StepState, StepView, VerdictView } from '../../electron/contract/doctor.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { shownNames } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

const icons: Record<StepState, IconName> = {
  good: 'check',
  info: 'note',
  warn: 'warning',
  bad: 'cross',
  skipped: 'offline',
  unknown: 'question',
};

/** What stands between this computer and the Internet, and a look at the whole chain. */
export function Doctor({ verdicts }: { readonly verdicts: readonly VerdictView[] }): JSX.Element {
  const { texts, language } = useTexts();
  const { doctor } = texts.status;
  const task = useTask();
  const [steps, setSteps] = useState<readonly StepView[]>([]);
  const busy = useRef(false);
  busy.current = task.busy;
  useEffect(() => {
    const leave = window.ddns.on('doctor', setSteps);
    return () => {
      leave();
      if (busy.current) void ask('doctor', { on: false, language });
    };
  }, []);
  const examine = () => {
    setSteps([]);
    return task.run(
      () => ask('doctor', { on: true, language }),
      (found) => {
        setSteps(found);
        return doctor.done;
      },
    );
  };
  return (
    <section class="group" aria-labelledby="doctor-title">
      <div class="group-head">
        <h2 id="doctor-title">{doctor.title}</h2>
        <div class="actions">
          <Result task={task} />
          <Button busy={task.busy} onPress={() => void examine()}>
            {task.busy ? doctor.busy : doctor.examine}
          </Button>
        </div>
      </div>
      {verdicts.map(({ kind, title, text, evidence }) => (
        <Banner key={title} kind={kind}>
          <strong>{title}</strong>
          <p>{text}</p>
          {seen(evidence)}
        </Banner>
      ))}
      {steps.length > 0 && (
        <ul class="card timeline">
          {steps.map(({ state, label, title, sentence, evidence, next }) => (
            <li key={title} class={`step-${state}`}>
              <Icon name={icons[state]} />
              <div>
                <strong>{shownNames(title)}</strong>
                <p>{shownNames(sentence)}</p>
                {next !== '' && <p>{next}</p>}
                {seen(evidence)}
              </div>
              <span class="hint">{label}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function seen(evidence: readonly string[]): readonly JSX.Element[] {
  return evidence.map((text) => (
    <p key={text} class="hint">
      {shownNames(text)}
    </p>
  ));
}
