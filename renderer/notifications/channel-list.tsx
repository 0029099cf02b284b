import type { JSX } from 'preact';
import type { SettingsForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Button } from '../components/button.tsx';
import { ListRow } from '../components/list.tsx';
import { SettingsTrouble } from '../components/settings-trouble.tsx';
import { standingIcons } from '../components/standing.ts';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';
import { newChannel } from './channel-pages.tsx';

interface ChannelListProps {
  readonly snapshot: Snapshot;
  readonly form: SettingsForm | undefined;
}

/** Every channel with how it goes, and the way to one more. */
export function ChannelList({ snapshot, form }: ChannelListProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.channels;
  const { channels } = snapshot;
  return (
    <section class="group" aria-labelledby="channels">
      <div class="group-head">
        <h2 id="channels">{words.heading}</h2>
        <Button onPress={() => goTo({ page: 'notifications', item: newChannel })}>
          {words.add}
        </Button>
      </div>
      <SettingsTrouble snapshot={snapshot} form={form} part="channels" />
      {channels.length === 0 ? (
        <p class="card hint">{words.empty}</p>
      ) : (
        <ul class="card list">
          {channels.map(({ id, name, standing, sentence }) => (
            <ListRow
              key={id}
              icon={standingIcons[standing]}
              tone={`standing-${standing}`}
              title={shown(id)}
              badges={[shown(name)]}
              text={shown(sentence)}
              onOpen={() => goTo({ page: 'notifications', item: id })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
