import type { JSX, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Language } from '../../electron/contract/language.ts';
import type { LogLine } from '../../electron/contract/log.ts';
import { Button } from '../components/button.tsx';
import { useTexts } from '../use-view.ts';
import { LogRow } from './log-row.tsx';

/** Pixels from the end that count as the end. */
const nearEnd = 16;

/** An entry never changes, so it is drawn once: thousands of rows are not compared at each new one. */
const rows = new WeakMap<LogLine, { readonly language: Language; readonly row: VNode }>();

function rowOf(line: LogLine, language: Language): VNode {
  const known = rows.get(line);
  if (known?.language === language) return known.row;
  const row = <LogRow key={line.number} line={line} language={language} />;
  rows.set(line, { language, row });
  return row;
}

function overflows(element: HTMLElement | null): boolean {
  return element !== null && element.scrollHeight > element.clientHeight;
}

/** The entries, the newest at the end, which stays in sight until the user scrolls up. */
export function LogLines({ lines }: { readonly lines: readonly LogLine[] }): JSX.Element {
  const { texts, language } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const last = useRef(0);
  /** The user did something that may scroll; else only a change of what is there does. */
  const touched = useRef(false);
  const touch = () => {
    touched.current = true;
  };
  const [follows, setFollows] = useState(true);
  const toEnd = () => {
    const element = box.current;
    if (element !== null) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(() => {
    if (follows) toEnd();
  }, [lines, follows]);
  return (
    <div class="log-box">
      {/* Before the entries, so that the keyboard need not pass them all. */}
      {!follows && overflows(box.current) && (
        <div class="log-latest">
          <Button
            onPress={() => {
              touched.current = false;
              setFollows(true);
              box.current?.focus();
            }}
          >
            {texts.log.latest}
          </Button>
        </div>
      )}
      <div
        ref={box}
        class="card log-lines"
        // Nobody can listen to a log that floods: the page tells the count instead.
        role="log"
        aria-live="off"
        aria-label={texts.log.lines}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
        onFocusCapture={({ target }) => {
          // Somebody is at an entry, and reads what they unfold.
          if (target !== box.current) setFollows(false);
        }}
        onKeyDown={touch}
        onPointerDown={touch}
        onWheel={touch}
        onScroll={({ currentTarget: { clientHeight, scrollHeight, scrollTop } }) => {
          const atEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
          const isUp = scrollTop < last.current;
          last.current = scrollTop;
          if (atEnd) {
            touched.current = false;
            setFollows(true);
          } else if (isUp && touched.current) setFollows(false);
          // Rows that came into sight are not as high as they were taken for.
          else if (follows) toEnd();
        }}
      >
        <ul>{lines.map((line) => rowOf(line, language))}</ul>
      </div>
    </div>
  );
}
