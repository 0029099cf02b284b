import type { JSX } from 'preact';
import { languages } from '../../electron/contract/language.ts';
import type { PageProps } from '../app.tsx';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { Card, Page } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SettingsTrouble } from '../components/settings-trouble.tsx';
import { LoginStartCard } from '../general/login-start.tsx';
import { ProgramForm } from '../general/program-form.tsx';
import { goTo } from '../navigate.ts';
import { changePreferences } from '../preferences.ts';
import { Transfer } from '../transfer/transfer.tsx';
import { useTask } from '../use-task.ts';
import { useTexts, useView } from '../use-view.ts';

/** A language is named in itself, for those who read no other. */
const endonyms = { en: 'English', 'zh-CN': '简体中文' } as const;

/** What the user decides about the window, the start and the program as a whole. */
export function GeneralPage({ snapshot }: PageProps): JSX.Element {
  const { form, preferences: wished } = useView();
  const preferences = wished ?? snapshot.preferences;
  const { texts } = useTexts();
  const { general } = texts;
  const look = useTask();
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
      <Card id="settings-title" title={general.settings}>
        <div class="row">
          <div class="row-text">
            {general.transfer}
            <span class="hint">{general.transferHelp}</span>
          </div>
          <Transfer />
        </div>
        <div class="row">
          <div class="row-text">
            {texts.pages.text}
            <span class="hint">{general.textHelp}</span>
          </div>
          <Button onPress={() => goTo('text')}>{texts.actions.editText}</Button>
        </div>
      </Card>
      <SettingsTrouble snapshot={snapshot} form={form} part="general" />
      {form !== undefined && <ProgramForm saved={form.general} />}
    </Page>
  );
}
