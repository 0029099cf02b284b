import type { JSX } from 'preact';
import type { SettingsForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';

interface SettingsTroubleProps {
  readonly snapshot: Snapshot;
  readonly form: SettingsForm | undefined;
  readonly part: SettingsForm['odd'][number];
}

/** What a form of the settings cannot show, with the way to where all of it stands. */
export function SettingsTrouble({
  snapshot,
  form,
  part,
}: SettingsTroubleProps): JSX.Element | null {
  const { texts } = useTexts();
  const words = texts.records;
  const broken = snapshot.troubles.find(({ kind }) => kind === 'settings');
  if (broken === undefined && form?.odd.includes(part) !== true) return null;
  return (
    <Banner
      kind={broken === undefined ? 'caution' : 'critical'}
      action={<Button onPress={() => goTo('text')}>{words.openText}</Button>}
    >
      {broken === undefined ? words.oddText : shown(broken.sentence)}
    </Banner>
  );
}
