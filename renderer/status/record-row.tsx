import type { JSX } from 'preact';
import { dateText } from '../../electron/contract/i18n/format.ts';
import type { RecordView } from '../../electron/contract/snapshot.ts';
import { Icon } from '../components/icon.tsx';
import { standingIcons } from '../components/standing.ts';
import { shown, shownNames } from '../texts.ts';
import { agoText, untilText } from '../times.ts';
import { useTexts } from '../use-view.ts';
import { RecordActions } from './record-actions.tsx';

interface RowProps {
  readonly record: RecordView;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Somebody was led to it. */
  readonly marked?: boolean | undefined;
}

/** One record with all that is known of it, and what can be done about it. */
export function RecordRow({ record, now, marked }: RowProps): JSX.Element {
  const { account, address, id, label, name, provider, sentence, standing, type } = record;
  // Nothing to act on: it stands with the other facts.
  const isGood = standing === 'upToDate';
  return (
    <li
      class={`record standing-${standing}${marked === true ? ' marked' : ''}`}
      data-record={id}
      tabIndex={-1}
    >
      <Icon name={standingIcons[standing]} />
      <div class="record-main">
        <div class="record-head">
          <bdi class="record-name">{shownNames(name)}</bdi>
          <span class="badge">{type}</span>
          <span class="standing">{shown(label)}</span>
        </div>
        <p class="record-place hint">
          <bdi>{`${shown(account)} · ${shown(provider)}`}</bdi>
          {address !== undefined && <bdi class="mono">{shown(address)}</bdi>}
        </p>
        {sentence !== '' && !isGood && <p>{shown(sentence)}</p>}
        <RowTimes record={record} now={now} sentence={isGood ? sentence : ''} />
        <RecordActions record={record} />
      </div>
    </li>
  );
}

interface RowTimesProps extends RowProps {
  readonly sentence: string;
}

function RowTimes({ record, now, sentence }: RowTimesProps): JSX.Element {
  const { texts, language } = useTexts();
  const { actions, changed, checked, nextTry } = record;
  const { status } = texts;
  const part = (key: string, text: string, at: number | undefined) => (
    <span key={key} title={at === undefined ? undefined : dateText(language, at)}>
      {text}
    </span>
  );
  return (
    <p class="facts">
      {sentence !== '' && <span>{shown(sentence)}</span>}
      {part(
        'changed',
        status.changedAt(changed === undefined ? status.never : agoText(language, changed, now)),
        changed,
      )}
      {checked !== undefined &&
        part('checked', status.checkedAt(agoText(language, checked, now)), checked)}
      {nextTry !== undefined &&
        !actions.includes('wait') &&
        part('next', status.nextTryAt(untilText(language, nextTry, now)), nextTry)}
    </p>
  );
}
