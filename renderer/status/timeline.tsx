import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dateText } from '../../electron/contract/i18n/format.ts';
import type { TimelineView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
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
  settings: 'general',
  told: 'notifications',
};

/** Older ones are asked for on demand. */
const latest = 8;

/** What happened, the newest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineView[] }): JSX.Element {
  const { texts, language } = useTexts();
  const { status } = texts;
  const now = useNow(10_000);
  const [all, setAll] = useState(false);
  const [known, setKnown] = useState<readonly TimelineView[]>();
  useEffect(() => {
    if (!all) return;
    void ask('history', { language }).then((reply) => reply.ok && setKnown(reply.value));
  }, [all, language, entries[0]?.at]);
  return (
    <section class="group" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{status.timeline}</h2>
      {entries.length === 0 ? (
        <p class="hint">{status.timelineEmpty}</p>
      ) : (
        <ul class="card timeline">
          {(all ? (known ?? entries) : entries.slice(0, latest)).map(({ at, kind, sentence }) => (
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
