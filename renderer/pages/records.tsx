import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageProps } from '../app.tsx';
import { dropLostDrafts } from '../drafts.ts';
import { findRow, type NameRow, nameRows } from '../records/name-rows.ts';
import { RecordDetail } from '../records/record-detail.tsx';
import { RecordList } from '../records/record-list.tsx';
import { useView } from '../use-view.ts';

/** Every host name of the settings; one of them where the place names it. */
export function RecordsPage({ snapshot, item }: PageProps): JSX.Element {
  const { form } = useView();
  /** A record on its way out or to another name, which stays in sight until that is done. */
  const [moving, setMoving] = useState<NameRow | undefined>();
  const records = form?.records;
  const rows = useMemo(() => nameRows(records ?? [], snapshot), [records, snapshot]);
  const row = findRow(rows, item) ?? moving;
  useEffect(() => {
    if (records === undefined || moving !== undefined) return;
    dropLostDrafts(
      'record',
      rows.map(({ key }) => key),
    );
  }, [records, moving]);
  if (form !== undefined && row !== undefined) {
    return (
      <RecordDetail key={row.key} row={row} form={form} snapshot={snapshot} onMove={setMoving} />
    );
  }
  return <RecordList rows={rows} snapshot={snapshot} form={form} item={item} />;
}
