import type { JSX } from 'preact';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Result } from '../components/result.tsx';
import { shown } from '../texts.ts';
import type { EditUse } from '../use-edit.ts';
import { useTexts } from '../use-view.ts';

interface SaveBarProps {
  readonly edit: EditUse;
  readonly dirty: boolean;
  /** It may be saved as it is. */
  readonly isNew?: boolean;
  readonly overtaken?: boolean | undefined;
  /** Whether a problem's field is drawn on this page. */
  readonly isField: (field: string) => boolean;
  readonly onDiscard: () => void;
}

/** What ends a form: its submission, or discard; and what is in the way and has no field here. */
export function SaveBar(props: SaveBarProps): JSX.Element {
  const { edit, dirty, isNew, overtaken, isField, onDiscard } = props;
  const { texts } = useTexts();
  const words = texts.form;
  const others = edit.others(isField);
  return (
    <>
      {overtaken === true && <Banner kind="caution">{words.overtaken}</Banner>}
      {others.length > 0 && (
        <Banner kind="critical">
          <div role="alert">
            <p>{words.elsewhere}</p>
            <ul>
              {others.map(({ field, message }) => (
                <li key={`${field} ${message}`}>{shown(message)}</li>
              ))}
            </ul>
          </div>
        </Banner>
      )}
      <div class="actions save-bar">
        <Button kind="accent" submit busy={edit.task.busy} disabled={!dirty && isNew !== true}>
          {words.save}
        </Button>
        <Button disabled={!dirty || edit.task.busy} onPress={onDiscard}>
          {words.discard}
        </Button>
        {dirty && !edit.task.busy && edit.task.state.kind === 'idle' && (
          <span class="unsaved">{words.unsaved}</span>
        )}
        <Result task={edit.task} />
      </div>
    </>
  );
}
