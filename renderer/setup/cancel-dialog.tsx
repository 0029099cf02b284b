import type { JSX } from 'preact';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { useTexts } from '../use-view.ts';

interface CancelDialogProps {
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

/** Asks before what was entered is thrown away. */
export function CancelDialog({ onClose, onDiscard }: CancelDialogProps): JSX.Element {
  const words = useTexts().texts.setup;
  return (
    <Dialog title={words.cancelTitle} busy={false} onClose={onClose} onSubmit={onDiscard}>
      <p>{words.cancelText}</p>
      <div class="actions end">
        <Button kind="accent" submit>
          {words.discard}
        </Button>
        <Button onPress={onClose}>{words.goOn}</Button>
      </div>
    </Dialog>
  );
}
