import type { JSX } from 'preact';

interface SwitchProps {
  readonly id: string;
  readonly on: boolean;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly onTurn: (on: boolean) => void;
}

/** A row with a switch. It turns only when `on` does, so that a failed request leaves no wrong picture. */
export function SwitchRow({ id, on, label, hint, busy, onTurn }: SwitchProps): JSX.Element {
  return (
    <label class="row">
      <span class="row-text">
        <span id={`${id}-label`}>{label}</span>
        {hint !== undefined && (
          <span id={`${id}-hint`} class="hint">
            {hint}
          </span>
        )}
      </span>
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked={on}
        aria-disabled={busy === true}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onClick={() => {
          if (busy !== true) onTurn(!on);
        }}
      >
        <span class="knob" />
      </button>
    </label>
  );
}
