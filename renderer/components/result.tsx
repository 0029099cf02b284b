import type { JSX } from 'preact';
import { shown } from '../texts.ts';
import type { Task } from '../use-task.ts';
import { Icon } from './icon.tsx';

/** What became of a task, beside its button; read aloud when it appears. */
export function Result({ task }: { readonly task: Task }): JSX.Element {
  const { state } = task;
  return (
    <>
      <span class="result done" role="status">
        {state.kind === 'done' && (
          <>
            <Icon name="check" />
            {shown(state.message)}
          </>
        )}
      </span>
      {state.kind === 'failed' && (
        <span class="result failed" role="alert">
          <Icon name="cross" />
          {shown(state.message)}
        </span>
      )}
    </>
  );
}
