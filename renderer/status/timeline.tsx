import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { dateText } from '../../electron/contract/i18n/format.ts';
import type { TimelineView } from '../../electron/contract/snapshot.ts';
import { Expander } from '../components/expander.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { shownNames } from '../texts.ts';
import { agoText } from '../times.ts';
import { useNow } from '../use-now.ts';
import { useTexts } from '../use-view.ts';

const icons: Record<TimelineView['kind'], IconName> = {
  address: 'watching',
  written: 'records',
  failed: 'cross',
  recovered: 'check',
};

/** Older ones are shown on demand. */
const latest = 8;

/** What happened, the newest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineView[] }): JSX.Element {
  const { texts, language } = useTexts();
  const { status } = texts;
  const now = useNow(10_000);
  const [all, setAll] = useState(false);
  return (
    <section class="group" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{status.timeline}</h2>
      {entries.length === 0 ? (
        <p class="hint">{status.timelineEmpty}</p>
      ) : (
        <ul class="card timeline">
          {(all ? entries : entries.slice(0, latest)).map(({ at, kind, sentence }) => (
            <li key={`${at} ${kind} ${sentence}`} class={`event-${kind}`}>
              <Icon name={icons[kind]} />
              <span class="event-text">{shownNames(sentence)}</span>
              <time
                class="hint"
                dateTime={new Date(at).toISOString()}
                title={dateText(language, at)}
              >
                {agoText(language, at, now)}
              </time>
            </li>
          ))}
        </ul>
      )}
      {entries.length > latest && (
        <div class="actions">
          <Expander open={all} onTurn={setAll}>
            {all ? status.showFewer : status.showMore}
          </Expander>
        </div>
      )}
    </section>
  );
}
