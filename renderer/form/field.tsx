import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../components/icon.tsx';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly problem?: string | undefined;
  readonly children: ComponentChildren;
}

/** What a field's control refers to with `aria-describedby`. */
export function describing(id: string, help: string | undefined, problem: string | undefined) {
  const parts = [problem && `${id}-problem`, help && `${id}-help`].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** A label, its control, what is wrong with it, and what it is for. */
export function Field(props: FieldProps): JSX.Element {
  const { id, label, help, optional, problem, children } = props;
  const { texts } = useTexts();
  return (
    <div class="form-field">
      <label for={id}>
        {shown(label)}
        {optional === true && <span class="hint"> {texts.form.optional}</span>}
      </label>
      {children}
      <FieldNotes id={id} help={help} problem={problem} />
    </div>
  );
}

/** What {@link describing} names. */
export function FieldNotes({ id, help, problem }: Pick<FieldProps, 'id' | 'help' | 'problem'>) {
  return (
    <>
      {problem !== undefined && (
        <span id={`${id}-problem`} class="result failed">
          <Icon name="cross" />
          {shown(problem)}
        </span>
      )}
      {help !== undefined && (
        <span id={`${id}-help`} class="hint">
          {shown(help)}
        </span>
      )}
    </>
  );
}
