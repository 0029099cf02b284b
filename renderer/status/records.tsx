import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { numberText } from '../../electron/contract/i18n/format.ts';
import type { RecordStanding, RecordView } from '../../electron/contract/snapshot.ts';
import { useNow } from '../use-now.ts';
import { useTexts } from '../use-view.ts';
import { RecordRow } from './record-row.tsx';

/** From so many records on, one is looked for rather than looked at. */
const manyRecords = 10;

const urgency: Record<RecordStanding, number> = {
  failed: 0,
  stopped: 0,
  locked: 0,
  unknown: 1,
  waiting: 1,
  working: 1,
  upToDate: 1,
};

/** Every record; those with a problem first, else in the order of the settings. */
export function Records({ records }: { readonly records: readonly RecordView[] }): JSX.Element {
  const { texts, language } = useTexts();
  const [search, setSearch] = useState('');
  const now = useNow(10_000);
  const wanted = search.trim().toLowerCase();
  const found = records.filter(({ name, account, provider, label }) =>
    [name, account, provider, label].some((text) => text.toLowerCase().includes(wanted)),
  );
  const sorted = found.toSorted((a, b) => urgency[a.standing] - urgency[b.standing]);
  const number = (count: number) => numberText(language, count);
  const many = records.length > manyRecords;
  return (
    <section class="group" aria-labelledby="records-title">
      <div class="group-head">
        <h2 id="records-title">
          {texts.status.records} <span class="hint">{number(records.length)}</span>
        </h2>
        {many && (
          <input
            type="search"
            class="field"
            aria-label={texts.status.filter}
            placeholder={texts.status.filter}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </div>
      <p class="hint" role="status">
        {wanted === ''
          ? ''
          : found.length === 0
            ? texts.status.noMatch
            : texts.status.count(found.length)}
      </p>
      <ul class="card records">
        {sorted.map((record) => (
          <RecordRow key={record.id} record={record} now={now} />
        ))}
      </ul>
    </section>
  );
}
