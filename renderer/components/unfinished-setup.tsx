import type { JSX } from 'preact';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';

/** The way back to a setup that was begun and left. */
export function UnfinishedSetup(): JSX.Element | null {
  const { texts } = useTexts();
  const setup = useView().drafts.setup?.value;
  if (setup === undefined) return null;
  const words = texts.setup;
  const { existing } = setup;
  return (
    <Banner
      kind="caution"
      action={<Button onPress={() => goTo({ page: 'setup', item: existing })}>{words.goOn}</Button>}
    >
      {existing === undefined ? words.unfinished : words.unfinishedNames(shown(existing))}
    </Banner>
  );
}
