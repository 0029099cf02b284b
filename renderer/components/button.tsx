import type { ComponentChildren, JSX } from 'preact';

interface ButtonProps {
  readonly id?: string | undefined;
  readonly children: ComponentChildren;
  readonly onPress?: (() => void) | undefined;
  readonly kind?: 'accent' | 'plain' | 'quiet' | undefined;
  /** Its request is under way. */
  readonly busy?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly submit?: boolean | undefined;
  /** The accessible name where the text alone says too little. */
  readonly label?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly invalid?: boolean | undefined;
}

/** A button that keeps the focus while it is disabled, so that the keyboard does not lose its place. */
export function Button(props: ButtonProps): JSX.Element {
  const off = props.busy === true || props.disabled === true;
  return (
    <button
      id={props.id}
      type={props.submit === true ? 'submit' : 'button'}
      class={`button ${props.kind ?? 'plain'}`}
      aria-disabled={off}
      aria-busy={props.busy === true}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-pressed={props.pressed}
      aria-invalid={props.invalid}
      title={props.label}
      onClick={(event) => {
        if (off) event.preventDefault();
        else props.onPress?.();
      }}
    >
      {props.children}
    </button>
  );
}
