import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Language } from '../../electron/contract/language.ts';
import type { LogLine } from '../../electron/contract/log.ts';
import { Icon } from '../components/icon.tsx';
import { shown, textsOf } from '../texts.ts';

/** Making one takes longer than drawing a row. */
const formats = new Map<string, Intl.DateTimeFormat>();

function timeText(language: Language, at: number): string {
  const known = formats.get(language);
  if (known !== undefined) return known.format(at);
  const format = new Intl.DateTimeFormat(language, {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(language, format);
  return format.format(at);
}

/** Letters of the details that stand beside a message. */
const gist = 160;

function indented(details: string): string {
  try {
    return JSON.stringify(JSON.parse(details), null, 2);
  } catch {
    return details;
  }
}

interface LogRowProps {
  readonly line: LogLine;
  /** Given, so that thousands of rows need not listen for it. */
  readonly language: Language;
}

/** One entry; its details unfold. */
export function LogRow({ line, language }: LogRowProps): JSX.Element {
  const { levels } = textsOf(language).log;
  const [open, setOpen] = useState(false);
  const { at, details, level, message } = line;
  const head = (
    <>
      <time dateTime={new Date(at).toISOString()} title={new Date(at).toISOString()}>
        {timeText(language, at)}
      </time>
      <span class="log-level">{levels[level]}</span>
      <span class="log-text" lang="en">
        {shown(message)}
        {details !== '' && !open && <span class="log-gist">{shown(details.slice(0, gist))}</span>}
      </span>
    </>
  );
  return (
    <li class={`log-row level-${level}`}>
      {details === '' ? (
        <div class="log-head">{head}</div>
      ) : (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary class="log-head">
            {head}
            <Icon name="more" />
          </summary>
          {open && (
            <pre class="mono" lang="en">
              {indented(details).split('\n').map(shown).join('\n')}
            </pre>
          )}
        </details>
      )}
    </li>
  );
}
