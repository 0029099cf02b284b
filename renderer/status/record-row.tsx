import type { JSX } from 'preact';
import { dateText } from '../../electron/contract/i18n/format.ts';
import type { RecordStanding, RecordView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { shown } from '../texts.ts';
import { agoText, untilText } from '../times.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

const icons: Record<RecordStanding, IconName> = {
  upToDate: 'check',
  working: 'working',
  waiting: 'clock',
  failed: 'cross',
  stopped: 'stop',
  locked: 'lock',
  unknown: 'question',
};

interface RowProps {
  readonly record: RecordView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** One record with all that is known of it. */
export function RecordRow({ record, now }: RowProps): JSX.Element {
  const { texts } = useTexts();
  const task = useTask();
  const { account, address, label, link, name, provider, sentence, standing, type } = record;
  return (
    <li class={`record standing-${standing}`}>
      <Icon name={icons[standing]} />
      <div class="record-main">
        <div class="record-head">
          <bdi class="record-name">{shown(name)}</bdi>
          <span class="badge">{type}</span>
          <span class="standing">{shown(label)}</span>
        </div>
        <p class="record-place hint">
          <bdi>{`${shown(account)} · ${shown(provider)}`}</bdi>
          {address !== undefined && <bdi class="mono">{shown(address)}</bdi>}
        </p>
        {sentence !== '' && <p class="sentence">{shown(sentence)}</p>}
        <RowTimes record={record} now={now} />
        {link !== undefined && (
          <div class="actions">
            <Button
              kind="quiet"
              label={`${texts.actions.help(shown(provider))} (${shown(name)})`}
              busy={task.busy}
              onPress={() => void task.run(() => ask('openLink', { link }))}
            >
              {texts.actions.help(shown(provider))}
              <Icon name="open" />
            </Button>
            <Result task={task} />
          </div>
        )}
      </div>
    </li>
  );
}

function RowTimes({ record: { changed, checked, nextTry }, now }: RowProps): JSX.Element {
  const { texts, language } = useTexts();
  const { status } = texts;
  const part = (key: string, text: string, at: number | undefined) => (
    <span key={key} title={at === undefined ? undefined : dateText(language, at)}>
      {text}
    </span>
  );
  return (
    <p class="facts">
      {part(
        'changed',
        status.changedAt(changed === undefined ? status.never : agoText(language, changed, now)),
        changed,
      )}
      {checked !== undefined &&
        part('checked', status.checkedAt(agoText(language, checked, now)), checked)}
      {nextTry !== undefined &&
        part('next', status.nextTryAt(untilText(language, nextTry, now)), nextTry)}
    </p>
  );
}
