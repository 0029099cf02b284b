import type { JSX } from 'preact';
import type { TroubleView } from '../../electron/contract/snapshot.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { useTexts } from '../use-view.ts';

const kinds: Record<TroubleView['kind'], 'caution' | 'critical'> = {
  settings: 'critical',
  keyLost: 'critical',
  plainStorage: 'caution',
  state: 'critical',
  log: 'caution',
  store: 'critical',
};

/** What is not in order with the app itself, each with what helps. */
export function Troubles({
  troubles,
}: {
  readonly troubles: readonly TroubleView[];
}): JSX.Element | null {
  const { texts } = useTexts();
  if (troubles.length === 0) return null;
  return (
    <section class="troubles" aria-label={texts.status.troubles}>
      {troubles.map((trouble) => (
        <Trouble key={`${trouble.kind} ${trouble.sentence}`} trouble={trouble} />
      ))}
    </section>
  );
}

function Trouble({ trouble }: { readonly trouble: TroubleView }): JSX.Element {
  const { kind, sentence } = trouble;
  return (
    <Banner kind={kinds[kind]} action={<TroubleAction kind={kind} />}>
      {shown(sentence)}
    </Banner>
  );
}

interface ActionProps {
  readonly kind: TroubleView['kind'];
  /** It is what to do first. */
  readonly accent?: boolean | undefined;
}

/** The button that helps with a trouble; some have none. */
export function TroubleAction({ kind, accent }: ActionProps): JSX.Element | null {
  const { actions } = useTexts().texts;
  const look = accent === true ? 'accent' : 'plain';
  switch (kind) {
    case 'settings':
    case 'store':
      return (
        <Button kind={look} onPress={() => goTo('text')}>
          {actions.editText}
        </Button>
      );
    case 'keyLost':
      return (
        <Button kind={look} onPress={() => goTo('accounts')}>
          {actions.enterCredentials}
        </Button>
      );
    case 'state':
    case 'log':
      return (
        <Button kind={look} onPress={() => goTo('log')}>
          {actions.openLog}
        </Button>
      );
    case 'plainStorage':
      return null;
  }
}
