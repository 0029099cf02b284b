import type { JSX } from 'preact';
import { noticeEvents } from '../../electron/contract/preferences.ts';
import { useEntryPlace } from '../accounts/entry-detail.tsx';
import type { PageProps } from '../app.tsx';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Card, Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { ChannelList } from '../notifications/channel-list.tsx';
import { ChannelDetail, NewChannel, newChannel } from '../notifications/channel-pages.tsx';
import { QuietHoursRow } from '../notifications/quiet-hours.tsx';
import { changePreferences } from '../preferences.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

/** What is told by a notification, and when none is. */
export function NotificationsPage({ snapshot, item }: PageProps): JSX.Element {
  const { form, preferences = snapshot.preferences } = useView();
  const { texts } = useTexts();
  const words = texts.notifications;
  const saving = useTask();
  const trying = useTask();
  const { entry, onLeave } = useEntryPlace('channel', form?.channels, item);
  if (item === newChannel) return <NewChannel />;
  if (entry !== undefined) {
    return <ChannelDetail channel={entry} snapshot={snapshot} onLeave={onLeave} />;
  }
  return (
    <Page name="notifications" title={words.heading}>
      {item !== undefined && form !== undefined && <p role="alert">{texts.form.gone}</p>}
      <p class="hint">{words.help}</p>
      <Card id="events-title" title={words.eventsTitle}>
        {noticeEvents.map((event) => (
          <SwitchRow
            key={event}
            id={`notice-${event}`}
            label={words.events[event]}
            on={preferences.notifications[event]}
            onTurn={(on) => {
              const notifications = { ...preferences.notifications, [event]: on };
              void saving.follow(() => changePreferences({ notifications }));
            }}
          />
        ))}
        <Result task={saving} />
      </Card>
      <div class="card">
        <QuietHoursRow hours={preferences.quietHours} />
      </div>
      <Card id="try-title" title={words.tryTitle}>
        <div class="prose">
          <p class="hint">{words.testHelp}</p>
          <div class="actions">
            <Button
              disabled={trying.busy}
              onPress={() =>
                void trying.run(
                  () => ask('testNotification', null),
                  () => words.tested,
                )
              }
            >
              {words.test}
            </Button>
            {snapshot.systemPlaces.includes('notifications') && (
              <Button
                disabled={trying.busy}
                onPress={() => void trying.run(() => ask('openSystem', { place: 'notifications' }))}
              >
                {words.system}
                <Icon name="open" />
              </Button>
            )}
            <Result task={trying} />
          </div>
        </div>
      </Card>
      <ChannelList snapshot={snapshot} form={form} />
    </Page>
  );
}
