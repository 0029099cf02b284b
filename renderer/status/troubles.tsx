import type { JSX } from 'preact';
import type { TroubleView } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Result } from '../components/result.tsx';
import { goTo } from '../navigate.ts';
import { shown } from '../texts.ts';
import { type Task, useTask } from '../use-task.ts';
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
  const task = useTask();
  const { kind, sentence } = trouble;
  return (
    <Banner kind={kinds[kind]} action={<TroubleAction kind={kind} task={task} />}>
      {shown(sentence)}
      <Result task={task} />
    </Banner>
  );
}

interface ActionProps {
  readonly kind: TroubleView['kind'];
  readonly task: Task;
}

/** The button that helps with a trouble; some have none. */
export function TroubleAction({ kind, task }: ActionProps): JSX.Element | null {
  const { texts } = useTexts();
  switch (kind) {
    case 'settings':
    case 'store':
    case 'keyLost':
      return (
        <Button onPress={() => goTo('settings')}>
          {kind === 'keyLost' ? texts.secrets.enter : texts.actions.openSettings}
        </Button>
      );
    case 'state':
      return (
        <Button busy={task.busy} onPress={() => void task.run(() => ask('openLog', null))}>
          {texts.actions.openLog}
        </Button>
      );
    default:
      return null;
  }
}
