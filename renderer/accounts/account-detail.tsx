import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AccountForm, ServiceForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Detail } from '../components/detail.tsx';
import { ListRow } from '../components/list.tsx';
import { Card } from '../components/page.tsx';
import { AccountFields, showsProblem } from '../form/account-fields.tsx';
import { SaveBar } from '../form/save-bar.tsx';
import { goTo } from '../navigate.ts';
import { nameKey } from '../records/name-rows.ts';
import { saveDraft } from '../save-draft.ts';
import { useServiceForm } from '../services.ts';
import { shown, shownNames } from '../texts.ts';
import { useDraft } from '../use-draft.ts';
import { useEdit } from '../use-edit.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';
import { ConnectionTest } from './connection-test.tsx';
import { RemoveAccount } from './remove-account.tsx';
import { savedAccount } from './saved-account.ts';
import { ServiceHelp } from './service-help.tsx';

interface AccountDetailProps {
  readonly account: AccountForm;
  readonly snapshot: Snapshot;
  /** The account may be about to go; undefined once that is over. */
  readonly onLeave: (account: AccountForm | undefined) => void;
}

/** One account: its fields, a test of them, its records, and its end. */
export function AccountDetail(props: AccountDetailProps): JSX.Element {
  const { account, snapshot, onLeave } = props;
  const { texts } = useTexts();
  const service = useServiceForm(account.service);
  const words = texts.accounts;
  const [removing, setRemoving] = useState(false);
  const records = useView().form?.records ?? [];
  const keyOf = (name: string) => {
    const own = records.find((record) => record.account === account.id && record.name === name);
    return own === undefined ? name : nameKey(own, records);
  };
  const askRemoval = (asking: boolean) => {
    setRemoving(asking);
    onLeave(asking ? account : undefined);
  };
  const names = [
    ...new Set(
      snapshot.records.filter((record) => record.account === account.id).map(({ name }) => name),
    ),
  ];
  return (
    <Detail
      page="accounts"
      title={shown(account.id)}
      aside={<Button onPress={() => askRemoval(true)}>{words.remove}</Button>}
    >
      {account.service === '' && <Banner kind="critical">{words.unknownService}</Banner>}
      {service !== undefined && <Fields account={account} service={service} />}
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
      {removing && (
        <RemoveAccount id={account.id} names={names} onClose={() => askRemoval(false)} />
      )}
    </Detail>
  );
}

interface FieldsProps {
  readonly account: AccountForm;
  readonly service: ServiceForm;
}

function Fields({ account, service }: FieldsProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.accounts;
  const opening = useTask();
  const draft = useDraft(`account:${account.id}`, savedAccount(account));
  const edit = useEdit(
    draft.dirty ? { kind: 'account', isNew: false, account: draft.value } : undefined,
    () => texts.form.saved,
  );
  const lost = Object.values(account.values).some(({ kind }) => kind === 'lost');
  const isLost = (path: string) =>
    account.values[path]?.kind === 'lost' && draft.value.values[path] === undefined;
  const { link } = service;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft.dirty) void saveDraft(edit, draft);
      }}
    >
      {lost && <Banner kind="critical">{words.lostText}</Banner>}
      <Card id="account-fields" title={shown(service.name)}>
        <ServiceHelp
          service={service}
          task={opening}
          onOpen={() => link !== undefined && void opening.run(() => ask('openLink', { link }))}
        />
        <AccountFields
          id="account"
          service={service}
          held={account.values}
          values={draft.value.values}
          problem={(path) => edit.problem(path) ?? (isLost(path) ? texts.form.lost : undefined)}
          onChange={(values) => draft.change({ ...draft.value, values })}
          onBlur={edit.touch}
        />
        <ConnectionTest account={draft.value} service={service} onProblems={edit.check} />
      </Card>
      <SaveBar
        edit={edit}
        dirty={draft.dirty}
        overtaken={draft.overtaken && !edit.task.busy}
        isField={(field) => showsProblem(service, field)}
        onDiscard={draft.discard}
      />
    </form>
  );
}
