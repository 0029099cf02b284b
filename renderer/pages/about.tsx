import type { JSX } from 'preact';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { Page } from '../components/page.tsx';
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
export function AboutPage({ snapshot }: { readonly snapshot: Snapshot }): JSX.Element {
  const { texts } = useTexts();
  const { about } = texts;
  return (
    <Page name="about" title={about.heading}>
      <div class="card prose">
        <p class="product">{texts.title}</p>
        <p class="hint selectable">{about.version(shown(snapshot.version))}</p>
        <p>{about.text}</p>
      </div>
      <div class="card prose">
        <p>{about.privacy}</p>
        <p>{about.license}</p>
        <p class="hint selectable">{about.platform(shown(systemName(snapshot.platform)))}</p>
      </div>
    </Page>
  );
}
