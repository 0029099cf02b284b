import type { JSX } from 'preact';
import type { TextProblem } from '../../electron/contract/ipc.ts';
import { Icon } from '../components/icon.tsx';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';

interface ProblemsProps {
  readonly id?: string | undefined;
  readonly problems: readonly TextProblem[];
  /** In place of the count. */
  readonly title?: string | undefined;
  /** The text was edited since. */
  readonly stale?: boolean | undefined;
  /** Leads to a problem's place, where there is a text to see. */
  readonly onGo?: ((problem: TextProblem) => void) | undefined;
}

/** What is wrong with a settings text, place by place. */
export function Problems({ id, title, problems, stale, onGo }: ProblemsProps): JSX.Element | null {
  const { texts } = useTexts();
  if (problems.length === 0) return null;
  return (
    <div class="problems" id={id}>
      <p class="result failed" role="alert">
        <Icon name="cross" />
        {title ?? texts.text.problems(problems.length)}
      </p>
      {stale === true && <p class="hint">{texts.text.problemsStale}</p>}
      <ul class="card">
        {problems.map((problem) => (
          <li key={`${problem.line} ${problem.column} ${problem.field} ${problem.message}`}>
            <Problem problem={problem} onGo={onGo} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ProblemProps {
  readonly problem: TextProblem;
  readonly onGo: ProblemsProps['onGo'];
}

function Problem({ problem, onGo }: ProblemProps): JSX.Element {
  const { texts } = useTexts();
  const { line, column, field, message } = problem;
  const text = (
    <>
      <span class="place">{texts.text.problemAt(line, column)}</span>
      {field !== '' && <bdi class="mono">{shown(field)}</bdi>}
      <span>{shown(message)}</span>
    </>
  );
  if (onGo === undefined) return <div class="problem">{text}</div>;
  return (
    <button type="button" class="problem" onClick={() => onGo(problem)}>
      {text}
    </button>
  );
}
