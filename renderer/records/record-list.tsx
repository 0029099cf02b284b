import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { SettingsForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Button } from '../components/button.tsx';
import { Empty } from '../components/empty.tsx';
import { ListRow, Search } from '../components/list.tsx';
import { Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SettingsTrouble } from '../components/settings-trouble.tsx';
import { standingIcons } from '../components/standing.ts';
import { UnfinishedSetup } from '../components/unfinished-setup.tsx';
import { matches } from '../matches.ts';
import { goTo } from '../navigate.ts';
import { shown, shownNames, type Texts } from '../texts.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import type { NameRow } from './name-rows.ts';
import { RemoveRecords } from './remove-records.tsx';
import { SelectBar, SelectRow } from './select-row.tsx';

/** From so many rows on, one is looked for rather than looked at. */
const many = 10;

interface RecordListProps {
  readonly rows: readonly NameRow[];
  readonly snapshot: Snapshot;
  readonly form: SettingsForm | undefined;
  /** What the place named and is not there. */
  readonly item: string | undefined;
}

const noKeys: ReadonlySet<string> = new Set();

/** Every host name, to open one or to take several out. */
export function RecordList({ rows, snapshot, form, item }: RecordListProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.records;
  const task = useTask();
  const [search, setSearch] = useState('');
  /** Undefined while nothing is being selected. */
  const [chosen, setChosen] = useState<ReadonlySet<string> | undefined>();
  const [removing, setRemoving] = useState(false);
  // A row that stays the same element costs nothing when the search draws the list anew.
  const elements = useMemo(
    () => new Map(rows.map((row) => [row.key, rowElement(row, words)])),
    [rows, texts],
  );
  const found = useMemo(
    () =>
      rows.filter(({ record: { name, account }, provider, worst }) =>
        matches(search, [
          name,
          shownNames(name),
          account,
          provider,
          worst?.label ?? words.notChecked,
        ]),
      ),
    [rows, search, texts],
  );
  const taken = rows.filter(({ key }) => chosen?.has(key));
  const [only, ...others] = snapshot.accounts;
  const add = (
    <Button
      kind="accent"
      onPress={() =>
        goTo(only !== undefined && others.length === 0 ? { page: 'setup', item: only.id } : 'setup')
      }
    >
      {words.add}
    </Button>
  );
  const aside = rows.length > 0 && (
    <div class="actions">
      <Button kind="quiet" onPress={() => setChosen(chosen === undefined ? noKeys : undefined)}>
        {chosen === undefined ? words.select : words.selectEnd}
      </Button>
      {chosen === undefined && add}
    </div>
  );
  return (
    <Page name="records" title={texts.pages.records} aside={aside}>
      {item !== undefined && form !== undefined && <p role="alert">{texts.form.gone}</p>}
      <SettingsTrouble snapshot={snapshot} form={form} part="records" />
      <UnfinishedSetup />
      <Result task={task} />
      {form !== undefined && rows.length === 0 && (
        <Empty icon="records" text={words.empty} action={add} />
      )}
      {rows.length > 0 && (
        <>
          <p class="hint">{words.intro}</p>
          {rows.length >= many && (
            <Search label={texts.form.search} value={search} onInput={setSearch} />
          )}
          <p class="hint" role="status">
            {search.trim() === ''
              ? ''
              : found.length === 0
                ? texts.form.noMatch
                : words.found(found.length, rows.length)}
          </p>
          {chosen !== undefined && (
            <SelectBar
              found={found}
              chosen={chosen}
              count={taken.length}
              onChoose={setChosen}
              onRemove={() => setRemoving(true)}
            />
          )}
          {found.length > 0 && (
            <ul class="card list">
              {found.map((row) =>
                chosen === undefined ? (
                  elements.get(row.key)
                ) : (
                  <SelectRow key={row.key} row={row} chosen={chosen} onChoose={setChosen} />
                ),
              )}
            </ul>
          )}
        </>
      )}
      {removing && (
        <RemoveRecords
          rows={taken}
          onClose={() => setRemoving(false)}
          onRemoved={() => {
            setRemoving(false);
            setChosen(undefined);
            task.succeed(words.removed(taken.length));
            goTo('records');
          }}
        />
      )}
    </Page>
  );
}

/** A plain element: five hundred components would each listen for changes. */
function rowElement(row: NameRow, words: Texts['records']): JSX.Element {
  const { key, record, provider, types, worst } = row;
  const standing = worst?.standing ?? 'unknown';
  const account = shown(record.account);
  return (
    <ListRow
      key={key}
      icon={standingIcons[standing]}
      tone={`standing-${standing}`}
      title={shownNames(record.name)}
      badges={types}
      text={provider === '' ? account : words.place(account, shown(provider))}
      state={<span class="standing">{worst ? shown(worst.label) : words.notChecked}</span>}
      onOpen={() => goTo({ page: 'records', item: key })}
    />
  );
}
