import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageProps } from '../app.tsx';
import { type DraftKey, dropDraft } from '../drafts.ts';
import { findRow, type NameRow, nameRows } from '../records/name-rows.ts';
import { RecordDetail } from '../records/record-detail.tsx';
import { RecordList } from '../records/record-list.tsx';
import { store } from '../store.ts';
import { useView } from '../use-view.ts';

/** What was typed about a record that is gone can no longer be saved. */
function dropLostDrafts(rows: readonly NameRow[]): void {
  const known = new Set(rows.map(({ key }) => `record:${key}`));
  for (const key of Object.keys(store.get().drafts) as DraftKey[]) {
    if (key.startsWith('record:') && !known.has(key)) dropDraft(key);
  }
}

/** Every host name of the settings; one of them where the place names it. */
export function RecordsPage({ snapshot, item }: PageProps): JSX.Element {
  const { form } = useView();
  /** A record on its way out or to another name, which stays in sight until that is done. */
  const [moving, setMoving] = useState<NameRow | undefined>();
  const records = form?.records;
  const rows = useMemo(() => nameRows(records ?? [], snapshot), [records, snapshot]);
  const row = findRow(rows, item) ?? moving;
  useEffect(() => {
    if (records !== undefined && moving === undefined) dropLostDrafts(rows);
  }, [records, moving]);
  if (form !== undefined && row !== undefined) {
    return (
      <RecordDetail key={row.key} row={row} form={form} snapshot={snapshot} onMove={setMoving} />
    );
  }
  return <RecordList rows={rows} snapshot={snapshot} form={form} item={item} />;
}
