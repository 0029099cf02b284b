import type { JSX } from 'preact';
import { languages } from '../../electron/contract/language.ts';
import { noticeEvents } from '../../electron/contract/preferences.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { Card, Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { QuietHoursRow } from '../general/quiet-hours.tsx';
import { changePreferences } from '../preferences.ts';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

/** A language is named in itself, for those who read no other. */
const endonyms = { en: 'English', 'zh-CN': '简体中文' } as const;

/** What the user decides about the window, the start and the notifications. */
export function GeneralPage({ snapshot }: { readonly snapshot: Snapshot }): JSX.Element {
  const preferences = useView().preferences ?? snapshot.preferences;
  const { texts } = useTexts();
  const { general } = texts;
  const look = useTask();
  const notices = useTask();
  const log = useTask();
  return (
    <Page name="general" title={general.heading}>
      <Card id="look-title" title={general.look}>
        <Choice
          id="language"
          label={general.language}
          hint={general.languageHelp}
          value={preferences.language}
          options={[
            ['system', general.asSystem],
            ...languages.map((each) => [each, endonyms[each]] as const),
          ]}
          onChoose={(language) => void look.follow(() => changePreferences({ language }))}
        />
        <Choice
          id="theme"
          label={general.theme}
          value={preferences.theme}
          options={[
            ['system', general.asSystem],
            ['light', general.themes.light],
            ['dark', general.themes.dark],
          ]}
          onChoose={(theme) => void look.follow(() => changePreferences({ theme }))}
        />
        <Result task={look} />
      </Card>
      <LoginStartCard snapshot={snapshot} />
      <Card id="notifications-title" title={general.notifications}>
        <p class="hint">{general.notificationsHelp}</p>
        {noticeEvents.map((event) => (
          <SwitchRow
            key={event}
            id={`notice-${event}`}
            label={general.events[event]}
            on={preferences.notifications[event]}
            onTurn={(on) => {
              const notifications = { ...preferences.notifications, [event]: on };
              void notices.follow(() => changePreferences({ notifications }));
            }}
          />
        ))}
        <Result task={notices} />
        <QuietHoursRow hours={preferences.quietHours} />
      </Card>
      <Card id="log-title" title={general.log}>
        <div class="row">
          <span class="row-text hint">{general.logHelp}</span>
          <Button busy={log.busy} onPress={() => void log.run(() => ask('openLog', null))}>
            {texts.actions.openLog}
          </Button>
        </div>
        <Result task={log} />
      </Card>
    </Page>
  );
}

function LoginStartCard({ snapshot }: { readonly snapshot: Snapshot }): JSX.Element {
  const { texts } = useTexts();
  const task = useTask();
  const { general } = texts;
  const { loginStart } = snapshot;
  return (
    <Card id="start-title" title={general.start}>
      {loginStart === 'unsupported' ? (
        <p class="hint">{general.loginStartUnsupported}</p>
      ) : (
        <SwitchRow
          id="login"
          label={general.loginStart}
          hint={
            loginStart === 'disabledBySystem' ? general.loginStartDisabled : general.loginStartHelp
          }
          on={loginStart !== 'off'}
          busy={task.busy}
          onTurn={(on) => void task.run(() => ask('setLoginStart', { on }))}
        />
      )}
      <Result task={task} />
    </Card>
  );
}
