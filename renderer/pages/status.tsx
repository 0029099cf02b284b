import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { PageProps } from '../app.tsx';
import { Addresses } from '../status/addresses.tsx';
import { Doctor } from '../status/doctor.tsx';
import { Overview } from '../status/overview.tsx';
import { Records } from '../status/records.tsx';
import { Timeline } from '../status/timeline.tsx';
import { Troubles } from '../status/troubles.tsx';
import { useKeptFocus } from '../status/use-kept-focus.ts';
import { useTexts } from '../use-view.ts';

/** How everything stands, and what can be done about it at once. */
export function StatusPage({ snapshot, item }: PageProps): JSX.Element {
  const { texts } = useTexts();
  const page = useRef<HTMLDivElement>(null);
  useKeptFocus(page);
  const { addresses, headline, records, timeline, troubles, verdicts } = snapshot;
  // The headline has said it, and has its button.
  const others = troubles.filter(({ sentence }) => sentence !== headline);
  const isGone = item !== undefined && records.every(({ id }) => id !== item);
  return (
    <div class="page page-status" data-page="status" ref={page}>
      {isGone && <p role="alert">{texts.form.gone}</p>}
      <Overview snapshot={snapshot} />
      <Troubles troubles={others} />
      <Addresses addresses={addresses} />
      {records.length > 0 && <Doctor verdicts={verdicts} />}
      {records.length > 0 && <Records records={records} item={item} />}
      {(records.length > 0 || timeline.length > 0) && <Timeline entries={timeline} />}
    </div>
  );
}
