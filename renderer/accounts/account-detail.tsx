import type { JSX } from 'preact';
import type { AccountForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Button } from '../components/button.tsx';
import { ListRow } from '../components/list.tsx';
import { goTo } from '../navigate.ts';
import { nameKey } from '../records/name-rows.ts';
import { useServiceForm } from '../services.ts';
import { shownNames } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';
import { EntryDetail, type EntryPlace } from './entry-detail.tsx';

interface AccountDetailProps extends Pick<EntryPlace, 'onLeave'> {
  readonly account: AccountForm;
  readonly snapshot: Snapshot;
}

/** One account: its fields, a test of them, its records, and its end. */
export function AccountDetail({ account, snapshot, onLeave }: AccountDetailProps): JSX.Element {
  const { texts } = useTexts();
  const service = useServiceForm(account.service);
  const words = texts.accounts;
  const records = useView().form?.records ?? [];
  const keyOf = (name: string) => {
    const own = records.find((record) => record.account === account.id && record.name === name);
    return own === undefined ? name : nameKey(own, records);
  };
  const names = [
    ...new Set(
      snapshot.records.filter((record) => record.account === account.id).map(({ name }) => name),
    ),
  ];
  return (
    <EntryDetail what="account" entry={account} service={service} names={names} onLeave={onLeave}>
      <section class="group" aria-labelledby="account-records">
        <div class="group-head">
          <h2 id="account-records">{words.recordsTitle}</h2>
          <Button onPress={() => goTo({ page: 'setup', item: account.id })}>
            {words.addRecords}
          </Button>
        </div>
        {names.length === 0 ? (
          <p class="card hint">{words.noRecords}</p>
        ) : (
          <ul class="card list">
            {names.map((name) => (
              <ListRow
                key={name}
                title={shownNames(name)}
                onOpen={() => goTo({ page: 'records', item: keyOf(name) })}
              />
            ))}
          </ul>
        )}
      </section>
    </EntryDetail>
  );
}
