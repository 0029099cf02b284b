import type { JSX } from 'preact';
import { Licences } from '../about/licences.tsx';
import { ReleasesCard } from '../about/releases.tsx';
import type { PageProps } from '../app.tsx';
import { Card, Page } from '../components/page.tsx';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';

const systems: Readonly<Record<string, string>> = {
  win32: 'Windows',
  darwin: 'macOS',
  linux: 'Linux',
};

/** A platform of Node's under the name that people know. */
function systemName(platform: string): string {
  return platform.replace(/^\w+/, (word) => systems[word] ?? word);
}

/** What this program is. */
export function AboutPage({ snapshot }: PageProps): JSX.Element {
  const { texts } = useTexts();
  const { about } = texts;
  return (
    <Page name="about" title={about.heading}>
      <div class="card prose">
        <p class="product">{texts.title}</p>
        <p>{about.text}</p>
        <p class="hint selectable">{about.version(shown(snapshot.version))}</p>
        <p class="hint selectable">{about.platform(shown(systemName(snapshot.platform)))}</p>
      </div>
      <ReleasesCard snapshot={snapshot} />
      <Card id="privacy-title" title={about.privacyTitle}>
        <p>{about.privacy}</p>
      </Card>
      <Card id="licence-title" title={about.licenceTitle}>
        <div class="prose">
          <p>{about.license}</p>
          <p class="hint">{about.others}</p>
          <Licences />
        </div>
      </Card>
    </Page>
  );
}
