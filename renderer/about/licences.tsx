import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../ask.ts';
import { Expander } from '../components/expander.tsx';
import { Result } from '../components/result.tsx';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

/** The licences of what the program is made of, once somebody wants to read them. */
export function Licences(): JSX.Element {
  const { about, loading } = useTexts().texts;
  const task = useTask();
  const [text, setText] = useState<string | undefined>();
  const [open, setOpen] = useState(false);
  const turn = (next: boolean) => {
    setOpen(next);
    if (!next || text !== undefined) return;
    void task.run(
      () => ask('licences', null),
      (licences) => {
        setText(licences.text);
        return undefined;
      },
    );
  };
  return (
    <>
      <div class="actions">
        <Expander open={open} onTurn={turn}>
          {open ? about.hideLicences : about.showLicences}
        </Expander>
        <Result task={task} />
        {open && task.busy && (
          <span class="hint" role="status">
            {loading}
          </span>
        )}
      </div>
      {open && text !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        <section class="licences" aria-label={about.licences} tabIndex={0}>
          <pre class="mono selectable" lang="en">
            {text}
          </pre>
        </section>
      )}
    </>
  );
}
