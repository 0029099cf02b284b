import type { JSX } from 'preact';
import { noticeEvents } from '../../electron/contract/preferences.ts';
import type { PageProps } from '../app.tsx';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Card, Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { QuietHoursRow } from '../notifications/quiet-hours.tsx';
import { changePreferences } from '../preferences.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

/** What is told by a notification, and when none is. */
export function NotificationsPage({ snapshot }: PageProps): JSX.Element {
  const preferences = useView().preferences ?? snapshot.preferences;
  const { texts } = useTexts();
  const words = texts.notifications;
  const saving = useTask();
  const trying = useTask();
  return (
    <Page name="notifications" title={words.heading}>
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
    </Page>
  );
}
