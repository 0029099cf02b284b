import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../electron/contract/snapshot.ts';
import { AccountDetail } from '../accounts/account-detail.tsx';
import { useEntryPlace } from '../accounts/entry-detail.tsx';
import type { PageProps } from '../app.tsx';
import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { ListRow, Search } from '../components/list.tsx';
import { Page } from '../components/page.tsx';
import { UnfinishedSetup } from '../components/unfinished-setup.tsx';
import { matches } from '../matches.ts';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';

/** From so many rows on, one is looked for rather than looked at. */
const many = 10;

/** Every account; one of them where the place names it. */
export function AccountsPage({ snapshot, item }: PageProps): JSX.Element {
  const { texts } = useTexts();
  const { form } = useView();
  const [search, setSearch] = useState('');
  const words = texts.accounts;
  const { entry: account, onLeave } = useEntryPlace('account', form?.accounts, item);
  if (account !== undefined) {
    return <AccountDetail account={account} snapshot={snapshot} onLeave={onLeave} />;
  }
  const { accounts } = snapshot;
  const found = accounts.filter(({ id, provider }) => matches(search, [id, provider]));
  const add = (
    <Button kind="accent" onPress={() => goTo('setup')}>
      {words.add}
    </Button>
  );
  return (
    <Page name="accounts" title={words.heading} aside={accounts.length > 0 && add}>
      {item !== undefined && form !== undefined && <p role="alert">{texts.form.gone}</p>}
      <UnfinishedSetup />
      {accounts.length === 0 ? (
        <Empty icon="accounts" text={words.empty} action={add} />
      ) : (
        <>
          <p class="hint">{words.intro}</p>
          {accounts.length >= many && (
            <Search label={texts.form.search} value={search} onInput={setSearch} />
          )}
          {found.length === 0 && <p role="status">{texts.form.noMatch}</p>}
          {found.length > 0 && (
            <ul class="card list">
              {found.map((each) => (
                <AccountRow key={each.id} account={each} snapshot={snapshot} />
              ))}
            </ul>
          )}
        </>
      )}
    </Page>
  );
}

interface RowProps extends Pick<PageProps, 'snapshot'> {
  readonly account: AccountView;
}

function AccountRow({ account, snapshot }: RowProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.accounts;
  const { id, provider, secrets } = account;
  const lost = secrets.some(({ state }) => state === 'lost');
  const records = snapshot.records.filter((record) => record.account === id);
  const bad = records.some(({ standing }) => ['failed', 'stopped', 'locked'].includes(standing));
  return (
    <ListRow
      icon={lost ? 'lock' : bad ? 'cross' : 'accounts'}
      tone={lost || bad ? 'standing-failed' : ''}
      title={shown(id)}
      text={shown(provider)}
      state={
        lost ? (
          <span class="standing">{words.lost}</span>
        ) : (
          words.records(new Set(records.map(({ name }) => name)).size)
        )
      }
      onOpen={() => goTo({ page: 'accounts', item: id })}
    />
  );
}
