import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WatchingChoices } from '../../electron/contract/forms.ts';
import type { PageProps } from '../app.tsx';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Page } from '../components/page.tsx';
import { SettingsTrouble } from '../components/settings-trouble.tsx';
import { shown } from '../texts.ts';
import { useTexts, useView } from '../use-view.ts';
import { WatchingFields } from '../watching/watching-fields.tsx';

/** How the public address is watched: how often, by which sources, and how a change is verified. */
export function WatchingPage({ snapshot }: PageProps): JSX.Element {
  const { texts, language } = useTexts();
  const { form } = useView();
  const [choices, setChoices] = useState<WatchingChoices | undefined>();
  const [failure, setFailure] = useState<string | undefined>();
  useEffect(() => {
    let current = true;
    void ask('watchingChoices', { language }).then((reply) => {
      if (!current) return;
      if (reply.ok) setChoices(reply.value);
      else setFailure(reply.message);
    });
    return () => {
      current = false;
    };
  }, [language]);
  return (
    <Page name="watching" title={texts.pages.watching}>
      <p class="hint watching-intro">{texts.watching.intro}</p>
      <SettingsTrouble snapshot={snapshot} form={form} part="watching" />
      {failure !== undefined && (
        <Banner kind="critical">
          <div role="alert">{shown(failure)}</div>
        </Banner>
      )}
      {form !== undefined && choices !== undefined && (
        <WatchingFields watching={form.watching} choices={choices} addresses={snapshot.addresses} />
      )}
    </Page>
  );
}
