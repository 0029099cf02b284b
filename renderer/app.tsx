import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { Banner } from './components/banner.tsx';
import { Button } from './components/button.tsx';
import { Navigation } from './components/navigation.tsx';
import { AboutPage } from './pages/about.tsx';
import { GeneralPage } from './pages/general.tsx';
import { SettingsPage } from './pages/settings.tsx';
import { StatusPage } from './pages/status.tsx';
import { wishedPreferences } from './preferences.ts';
import { askSnapshot } from './start.ts';
import { useTexts, useView } from './use-view.ts';

/** The whole window. */
export function App(): JSX.Element | null {
  const { snapshot, failure, page } = useView();
  const { texts, language } = useTexts();
  const theme = wishedPreferences()?.theme;
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme ?? 'system';
  }, [language, theme]);
  useLayoutEffect(() => {
    document.title = `${texts.pages[page]} – ${texts.title}`;
  }, [texts, page]);

  if (snapshot === undefined) {
    if (failure === undefined) return null;
    return (
      <main class="lost">
        <Banner kind="critical">
          {texts.errors.title}: {failure}
        </Banner>
        <Button kind="accent" onPress={() => void askSnapshot()}>
          {texts.actions.tryAgain}
        </Button>
      </main>
    );
  }
  return (
    <>
      <Navigation page={page} />
      <main>
        {snapshot.sandbox && <Banner kind="note">{texts.sandbox}</Banner>}
        {page === 'status' && <StatusPage snapshot={snapshot} />}
        <SettingsPage snapshot={snapshot} shownNow={page === 'settings'} />
        {page === 'general' && <GeneralPage snapshot={snapshot} />}
        {page === 'about' && <AboutPage snapshot={snapshot} />}
      </main>
    </>
  );
}
