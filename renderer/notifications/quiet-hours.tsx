import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { QuietHours } from '../../electron/contract/preferences.ts';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { changePreferences } from '../preferences.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

const usualHours: QuietHours = { from: '22:00', to: '07:00' };

/** A switch and two times of day; saved whenever they make sense. */
export function QuietHoursRow({ hours }: { readonly hours: QuietHours | null }): JSX.Element {
  const { texts } = useTexts();
  const words = texts.notifications;
  const task = useTask();
  const [typed, setTyped] = useState(hours ?? usualHours);
  const { from, to } = hours ?? typed;
  // What the main process says wins over what was typed before.
  useEffect(() => {
    if (hours !== null) setTyped({ from, to });
  }, [hours === null, from, to]);

  const wrong =
    typed.from === '' || typed.to === ''
      ? words.quietEmpty
      : typed.from === typed.to
        ? words.quietSame
        : undefined;
  const type = (next: QuietHours) => {
    setTyped(next);
    if (next.from === '' || next.to === '' || next.from === next.to) return;
    void task.follow(() => changePreferences({ quietHours: next }));
  };
  const time = (end: 'from' | 'to') => (
    <label class="time">
      {words[end]}
      <input
        type="time"
        class="field"
        value={typed[end]}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : 'quiet-wrong'}
        onChange={(event) => type({ ...typed, [end]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <SwitchRow
        id="quiet"
        label={words.quietHours}
        hint={words.quietHoursHelp}
        on={hours !== null}
        onTurn={(on) => {
          const quietHours = on ? (wrong === undefined ? typed : usualHours) : null;
          void task.follow(() => changePreferences({ quietHours }));
        }}
      />
      {hours !== null && (
        <fieldset class="times">
          <legend class="hidden">{words.quietOn}</legend>
          {time('from')}
          {time('to')}
          {wrong === undefined && typed.from > typed.to && (
            <span class="hint">{words.quietOvernight}</span>
          )}
          {wrong !== undefined && (
            <span id="quiet-wrong" class="result failed" role="alert">
              {wrong}
            </span>
          )}
        </fieldset>
      )}
      <Result task={task} />
    </>
  );
}
