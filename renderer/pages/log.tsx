import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type LogLevel, logLevels } from '../../electron/contract/forms.ts';
import { numberText } from '../../electron/contract/i18n/format.ts';
import type { LogLine } from '../../electron/contract/log.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { Search } from '../components/list.tsx';
import { Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { DiagnosticsDialog } from '../log/diagnostics-dialog.tsx';
import { LogLines } from '../log/log-lines.tsx';
import { useLog } from '../log/use-log.ts';
import { matches } from '../matches.ts';
import { shown } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

/** Milliseconds of rest before a changed text is read aloud. */
const calm = 1000;

/** The text once it has not changed for a while. */
function useCalm(text: string): string {
  const [told, tell] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => tell(text), calm);
    return () => clearTimeout(timer);
  }, [text]);
  return told;
}

function plainLine({ at, details, level, message }: LogLine): string {
  return [new Date(at).toISOString(), level, message, details].filter(Boolean).join(' ');
}

const none: readonly LogLine[] = [];

/** The log, live. */
export function LogPage(): JSX.Element {
  const { texts, language } = useTexts();
  const words = texts.log;
  const { lines, failure } = useLog();
  const [least, setLeast] = useState<LogLevel>('debug');
  const [search, setSearch] = useState('');
  const found = useMemo(
    () =>
      (lines ?? none).filter(
        ({ details, level, message }) =>
          logLevels.indexOf(level) >= logLevels.indexOf(least) &&
          matches(search.trim(), [message, details]),
      ),
    [lines, least, search],
  );
  const count = words.count(
    numberText(language, found.length),
    numberText(language, lines?.length ?? 0),
  );
  const told = useCalm(lines === undefined ? '' : count);
  return (
    <Page name="log" title={words.heading}>
      <p class="hint">{words.intro}</p>
      {failure !== undefined && (
        <Banner kind="critical">
          <span role="alert">{shown(failure)}</span>
        </Banner>
      )}
      <div class="log-filter">
        <label>
          {words.level}
          <select
            class="field"
            value={least}
            onChange={({ currentTarget: { value } }) =>
              setLeast(logLevels.find((level) => level === value) ?? 'debug')
            }
          >
            {logLevels.map((level) => (
              <option key={level} value={level}>
                {words.from[level]}
              </option>
            ))}
          </select>
        </label>
        <Search label={words.filter} value={search} onInput={setSearch} />
        {lines !== undefined && (
          <span class="hint" aria-hidden="true">
            {count}
          </span>
        )}
        <span class="hidden" role="status">
          {told}
        </span>
      </div>
      <LogActions found={found} />
      {lines?.length === 0 && <Empty icon="log" text={words.empty} />}
      {lines !== undefined && lines.length > 0 && found.length === 0 && (
        <Empty icon="log" text={words.noMatch} />
      )}
      {found.length > 0 && <LogLines lines={found} />}
    </Page>
  );
}

function LogActions({ found }: { readonly found: readonly LogLine[] }): JSX.Element {
  const { texts } = useTexts();
  const words = texts.log;
  const task = useTask();
  const [saving, setSaving] = useState(false);
  const copy = () =>
    task.run(
      () => ask('copyText', { text: found.map(plainLine).join('\n') }),
      () => texts.actions.copied,
    );
  return (
    <div class="actions">
      <Button disabled={task.busy || found.length === 0} onPress={() => void copy()}>
        {words.copy}
      </Button>
      <Button disabled={task.busy} onPress={() => void task.run(() => ask('openLog', null))}>
        {words.openFile}
      </Button>
      <Button disabled={task.busy} onPress={() => void task.run(() => ask('openLogFolder', null))}>
        {words.openFolder}
      </Button>
      <Button
        disabled={task.busy}
        onPress={() => {
          task.clear();
          setSaving(true);
        }}
      >
        {words.diagnostics}
      </Button>
      <Result task={task} />
      {saving && (
        <DiagnosticsDialog
          onClose={() => setSaving(false)}
          onDone={(file) => {
            setSaving(false);
            task.succeed(words.saved(file));
          }}
        />
      )}
    </div>
  );
}
