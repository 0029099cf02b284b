import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { channelEvents } from '../../electron/contract/channel-event.ts';
import type { AccountForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { EntryDetail, type EntryPlace } from '../accounts/entry-detail.tsx';
import { EntryForm } from '../accounts/entry-form.tsx';
import { Banner } from '../components/banner.tsx';
import { Detail } from '../components/detail.tsx';
import { dropDraft } from '../drafts.ts';
import { ChoiceField } from '../form/choice-field.tsx';
import { goTo } from '../navigate.ts';
import { useChannelForm, useChannels } from '../services.ts';
import { freeId } from '../setup/draft.ts';
import { shown } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';

/** The item of the page where a channel is added: no channel has this name. */
export const newChannel = '+';

interface ChannelDetailProps extends Pick<EntryPlace, 'onLeave'> {
  readonly channel: AccountForm;
  readonly snapshot: Snapshot;
}

/** One channel: how it goes, its fields, a test of them, and its end. */
export function ChannelDetail({ channel, snapshot, onLeave }: ChannelDetailProps): JSX.Element {
  const service = useChannelForm(channel.service);
  const view = snapshot.channels.find(({ id }) => id === channel.id);
  const bad = view !== undefined && ['failed', 'stopped', 'locked'].includes(view.standing);
  return (
    <EntryDetail
      what="channel"
      entry={channel}
      service={service}
      onLeave={onLeave}
      state={
        view !== undefined && (
          <Banner kind={bad ? 'critical' : 'note'}>{shown(view.sentence)}</Banner>
        )
      }
    />
  );
}

/** A channel that there is not yet: of which kind, then what the kind asks for. */
export function NewChannel(): JSX.Element {
  const { texts } = useTexts();
  const words = texts.channels;
  const { form, drafts } = useView();
  const kinds = useChannels() ?? [];
  const [chosen, setChosen] = useState<string | undefined>();
  const kind = drafts['channel:']?.value.service ?? chosen ?? kinds[0]?.id ?? '';
  const service = useChannelForm(kind);
  const taken = form?.channels.map(({ id }) => id) ?? [];
  const entry: AccountForm = {
    id: freeId(kind, taken),
    service: kind,
    values: { events: { kind: 'text', text: channelEvents.join('\n') } },
  };
  return (
    <Detail page="notifications" title={words.add}>
      {service === undefined ? (
        <p role="status">{texts.loading}</p>
      ) : (
        <EntryForm
          key={kind}
          what="channel"
          entry={entry}
          service={service}
          onAdded={(id) => goTo({ page: 'notifications', item: id })}
        >
          <ChoiceField
            id="channel-kind"
            label={words.kind}
            value={kind}
            options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(id) => {
              dropDraft('channel:');
              setChosen(id);
            }}
          />
        </EntryForm>
      )}
    </Detail>
  );
}
