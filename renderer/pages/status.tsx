import type { JSX } from 'preact';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Addresses } from '../status/addresses.tsx';
import { Overview } from '../status/overview.tsx';
import { Records } from '../status/records.tsx';
import { Troubles } from '../status/troubles.tsx';

/** How everything stands, and what can be done about it at once. */
export function StatusPage({ snapshot }: { readonly snapshot: Snapshot }): JSX.Element {
  // The headline has said it, and has its button.
  const others = snapshot.troubles.filter(({ sentence }) => sentence !== snapshot.headline);
  return (
    <div class="page page-status" data-page="status">
      <Overview snapshot={snapshot} />
      <Troubles troubles={others} />
      <Addresses addresses={snapshot.addresses} />
      {snapshot.records.length > 0 && <Records records={snapshot.records} />}
    </div>
  );
}
