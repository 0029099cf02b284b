import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';

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
  const known = useRef(false);
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
      // A button has no value that could be invalid for a screen reader: its description tells.
      data-invalid={props.invalid}
      title={props.label}
      onClick={(event) => {
        // The second click of a double click is not meant for what the first one brought here.
        const meant = event.detail < 2 || known.current;
        known.current = meant;
        if (off || !meant) event.preventDefault();
        else props.onPress?.();
      }}
    >
      {props.children}
    </button>
  );
}
