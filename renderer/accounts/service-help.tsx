import type { JSX } from 'preact';
import type { KindForm } from '../../electron/contract/forms.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Result } from '../components/result.tsx';
import { shown } from '../texts.ts';
import type { Task } from '../use-task.ts';
import { useTexts } from '../use-view.ts';

interface ServiceHelpProps {
  readonly service: KindForm;
  readonly task: Task;
  readonly onOpen: () => void;
}

/** How the credentials are made, what they need, and what to know before. */
export function ServiceHelp({ service, task, onOpen }: ServiceHelpProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.accounts;
  const { setup, permission, limits, link, linkText } = service;
  return (
    <div class="service-help">
      <p class="selectable">{shown(setup)}</p>
      {permission !== undefined && (
        <p class="selectable">
          <span class="strong">{words.permission}</span> {shown(permission)}
        </p>
      )}
      {link !== undefined && (
        <div class="actions">
          <Button busy={task.busy} onPress={onOpen}>
            {shown(linkText ?? '')}
            <Icon name="open" />
          </Button>
          <Result task={task} />
        </div>
      )}
      {limits.length > 0 && (
        <details>
          <summary>{words.limits}</summary>
          <ul>
            {limits.map((limit) => (
              <li key={limit}>{shown(limit)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
