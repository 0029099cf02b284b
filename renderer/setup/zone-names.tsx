import type { JSX } from 'preact';
import type { AccountEntry } from '../../electron/contract/forms.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { shown } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';
import { type Pick, PickList } from './pick-list.tsx';
import { useAsked } from './use-asked.ts';

interface ZoneNamesProps {
  readonly account: AccountEntry;
  readonly isNew: boolean;
  readonly zone: string;
  readonly picked: readonly string[];
  /** Names of this account that are kept up to date already, in small letters. */
  readonly kept: ReadonlySet<string>;
  readonly onPick: (name: string, on: boolean) => void;
}

/** The host names that a zone holds already, to tick. */
export function ZoneNames(props: ZoneNamesProps): JSX.Element {
  const { account, isNew, zone, picked, kept, onPick } = props;
  const { texts } = useTexts();
  const words = texts.setup;
  const { form } = useView();
  const { asked, again } = useAsked(zone, () => ask('listRecords', { account, isNew, zone }));
  if (asked.kind === 'asking' || asked.kind === 'idle') {
    return <p role="status">{words.listing(shown(zone))}</p>;
  }
  const listed = asked.kind === 'told' ? asked.value : undefined;
  if (listed?.kind !== 'listed') {
    const sentence = listed?.sentence ?? (asked.kind === 'failed' ? asked.message : '');
    return (
      <Banner kind="caution" action={<Button onPress={again}>{texts.actions.tryAgain}</Button>}>
        <p role="alert">{shown(sentence)}</p>
      </Banner>
    );
  }
  const { records } = listed;
  if (records.length === 0) return <p role="status">{words.noNames(shown(zone))}</p>;
  const hintOf = (name: string): string | undefined => {
    const key = name.toLowerCase();
    if (kept.has(key)) return words.keptAlready;
    const other = form?.records.find((record) => record.name.toLowerCase() === key);
    if (other !== undefined) return words.keptBy(shown(other.account));
    if (key === zone.toLowerCase()) return words.apex;
    return name.startsWith('*.') ? words.wildcard : undefined;
  };
  const picks = records.map(
    ({ name, types }): Pick => ({
      value: name,
      badges: types,
      hint: hintOf(name),
      off: kept.has(name.toLowerCase()),
    }),
  );
  return (
    <PickList
      id="names"
      label={words.namesOf(shown(zone))}
      kind="checkbox"
      picks={picks}
      chosen={picked}
      onChoose={onPick}
    />
  );
}
