import type { JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { WindowPage } from '../electron/contract/place.ts';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import { Banner } from './components/banner.tsx';
import { Button } from './components/button.tsx';
import { Navigation } from './components/navigation.tsx';
import { AboutPage } from './pages/about.tsx';
import { AccountsPage } from './pages/accounts.tsx';
import { GeneralPage } from './pages/general.tsx';
import { LogPage } from './pages/log.tsx';
import { NotificationsPage } from './pages/notifications.tsx';
import { RecordsPage } from './pages/records.tsx';
import { SetupPage } from './pages/setup.tsx';
import { StatusPage } from './pages/status.tsx';
import { TextPage } from './pages/text.tsx';
import { WatchingPage } from './pages/watching.tsx';
import { wishedPreferences } from './preferences.ts';
import { askAgain } from './start.ts';
import { useTexts, useView } from './use-view.ts';

/** What every page is given. */
export interface PageProps {
  readonly snapshot: Snapshot;
  readonly item: string | undefined;
}

const pages: Readonly<Record<Exclude<WindowPage, 'text'>, (props: PageProps) => JSX.Element>> = {
  status: StatusPage,
  records: RecordsPage,
  accounts: AccountsPage,
  watching: WatchingPage,
  notifications: NotificationsPage,
  general: GeneralPage,
  log: LogPage,
  about: AboutPage,
  setup: SetupPage,
};

/** The whole window. */
export function App(): JSX.Element | null {
  const { snapshot, failure, place } = useView();
  const { texts, language } = useTexts();
  const theme = wishedPreferences()?.theme;
  const { page, item } = place;
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset.theme = theme ?? 'system';
  }, [language, theme]);
  useLayoutEffect(() => {
    document.title = `${texts.pages[page]} – ${texts.title}`;
  }, [texts, page]);
  useLayoutEffect(() => {
    document.querySelector('main')?.scrollTo(0, 0);
  }, [page, item]);

  if (snapshot === undefined) {
    if (failure === undefined) return null;
    return (
      <main class="lost">
        <Banner kind="critical">
          {texts.errors.title}: {failure}
        </Banner>
        <Button kind="accent" onPress={askAgain}>
          {texts.actions.tryAgain}
        </Button>
      </main>
    );
  }
  const Page = page === 'text' ? undefined : pages[page];
  return (
    <>
      <Navigation page={page} />
      <main>
        {snapshot.sandbox && <Banner kind="note">{texts.sandbox}</Banner>}
        {Page !== undefined && (
          <Page key={`${page} ${item ?? ''}`} snapshot={snapshot} item={item} />
        )}
        <TextPage snapshot={snapshot} shownNow={page === 'text'} />
      </main>
    </>
  );
}
