import type { JSX } from 'preact';
import { ChoiceField } from '../form/choice-field.tsx';
import { shownNames } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import { PickList } from './pick-list.tsx';

interface ZoneChoiceProps {
  readonly zones: readonly string[];
  readonly zone: string | undefined;
  readonly onChoose: (zone: string) => void;
}

/** So many are looked at in one list; of more, one is looked for. */
const few = 10;

/** The zone whose host names are meant. */
export function ZoneChoice({ zones, zone, onChoose }: ZoneChoiceProps): JSX.Element {
  const words = useTexts().texts.records;
  if (zones.length > few) {
    return (
      <PickList
        id="zone"
        label={words.zone}
        kind="radio"
        picks={zones.map((value) => ({ value }))}
        chosen={zone === undefined ? [] : [zone]}
        onChoose={onChoose}
      />
    );
  }
  return (
    <ChoiceField
      id="zone"
      label={words.zone}
      value={zone ?? ''}
      options={[
        ...(zone === undefined ? [{ value: '', label: words.chooseZone }] : []),
        ...zones.map((value) => ({ value, label: shownNames(value) })),
      ]}
      onChoose={onChoose}
    />
  );
}
