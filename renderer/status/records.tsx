import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { numberText } from '../../electron/contract/i18n/format.ts';
import type { RecordStanding, RecordView } from '../../electron/contract/snapshot.ts';
import { Expander } from '../components/expander.tsx';
import { Icon } from '../components/icon.tsx';
import { Search } from '../components/list.tsx';
import { matches } from '../matches.ts';
import { shownNames } from '../texts.ts';
import { useNow } from '../use-now.ts';
import { useTexts, useView } from '../use-view.ts';
import { RecordRow } from './record-row.tsx';

/** From so many records on, one is looked for rather than looked at. */
const manyRecords = 10;

/** From so many records on, those that are up to date would only hide the others. */
const foldedFrom = 20;

const urgency: Record<RecordStanding, number> = {
  failed: 0,
  stopped: 0,
  locked: 0,
  unknown: 1,
  waiting: 1,
  working: 1,
  upToDate: 1,
};

interface RecordsProps {
  readonly records: readonly RecordView[];
  /** The id of the one to show. */
  readonly item: string | undefined;
}

/** Every record; those with a problem first, else in the order of the settings. */
export function Records({ records, item }: RecordsProps): JSX.Element {
  const { texts, language } = useTexts();
  const { place } = useView();
  const section = useRef<HTMLElement>(null);
  const [search, setSearch] = useState('');
  const [unfolded, setUnfolded] = useState(false);
  const now = useNow(10_000);

  // Another place each time that something leads here, even to the same record.
  useEffect(() => {
    if (item === undefined) return;
    setSearch('');
    if (records.find(({ id }) => id === item)?.standing === 'upToDate') setUnfolded(true);
    const frame = requestAnimationFrame(() => {
      const row = section.current?.querySelector<HTMLElement>(
        `[data-record="${CSS.escape(item)}"]`,
      );
      row?.scrollIntoView({ block: 'center' });
      row?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [place]);

  const wanted = search.trim();
  const found = records.filter(({ name, account, provider, label }) =>
    matches(wanted, [name, shownNames(name), account, provider, label]),
  );
  const sorted = found.toSorted((a, b) => urgency[a.standing] - urgency[b.standing]);
  const good = sorted.filter(({ standing }) => standing === 'upToDate');
  const folds = wanted === '' && records.length >= foldedFrom && good.length > 1;
  const rows = folds ? sorted.filter(({ standing }) => standing !== 'upToDate') : sorted;
  const goodText = good.length === records.length ? texts.status.allGood : texts.status.othersGood;
  const list = (each: readonly RecordView[]) =>
    each.length > 0 && (
      <ul class="card records">
        {each.map((record) => (
          <RecordRow key={record.id} record={record} now={now} marked={record.id === item} />
        ))}
      </ul>
    );
  return (
    <section class="group" aria-labelledby="records-title" ref={section}>
      <div class="group-head">
        <h2 id="records-title">
          {texts.status.records} <span class="hint">{numberText(language, records.length)}</span>
        </h2>
        {records.length > manyRecords && (
          <Search label={texts.status.filter} value={search} onInput={setSearch} />
        )}
      </div>
      <p class="hint" role="status">
        {wanted === ''
          ? ''
          : found.length === 0
            ? texts.status.noMatch
            : texts.status.count(found.length)}
      </p>
      {list(rows)}
      {folds && (
        <div class="fold">
          <Expander open={unfolded} onTurn={setUnfolded}>
            <Icon name="check" />
            {goodText(numberText(language, good.length))}
          </Expander>
        </div>
      )}
      {folds && unfolded && list(good)}
    </section>
  );
}
