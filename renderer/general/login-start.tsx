import type { JSX } from 'preact';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { ask } from '../ask.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Card } from '../components/page.tsx';
import { Result } from '../components/result.tsx';
import { SwitchRow } from '../components/switch.tsx';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

/** Whether the app starts at login, and why it does not. */
export function LoginStartCard({ snapshot }: { readonly snapshot: Snapshot }): JSX.Element {
  const { general } = useTexts().texts;
  const task = useTask();
  const opening = useTask();
  const { loginStart, systemPlaces } = snapshot;
  const isDisabled = loginStart === 'disabledBySystem';
  return (
    <Card id="start-title" title={general.start}>
      {loginStart === 'unsupported' ? (
        <p class="hint">{general.loginStartUnsupported}</p>
      ) : (
        <SwitchRow
          id="login"
          label={general.loginStart}
          hint={isDisabled ? general.loginStartDisabled : general.loginStartHelp}
          on={loginStart !== 'off'}
          busy={task.busy}
          onTurn={(on) => void task.run(() => ask('setLoginStart', { on }))}
        />
      )}
      <Result task={task} />
      {isDisabled && systemPlaces.includes('startup') && (
        <div class="actions">
          <Button
            busy={opening.busy}
            onPress={() => void opening.run(() => ask('openSystem', { place: 'startup' }))}
          >
            {general.openStartup}
            <Icon name="open" />
          </Button>
          <Result task={opening} />
        </div>
      )}
    </Card>
  );
}
