import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { SaveResult, TextProblem } from '../../electron/contract/ipc.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Problems } from '../components/problems.tsx';
import { Result } from '../components/result.tsx';
import { isTextDirty, store, type TextDraft } from '../store.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { placeCaret } from './caret.ts';
import { editText, revertText, settleSaved } from './text.ts';

interface EditorProps {
  readonly draft: TextDraft;
  /** What is saved has problems: trying to save it again tells which. */
  readonly broken: boolean;
}

/** The YAML to edit, and what is wrong with it. */
export function Editor({ draft, broken }: EditorProps): JSX.Element {
  const { texts } = useTexts();
  const words = texts.text;
  const task = useTask();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const dirty = isTextDirty(draft);
  const { problems, text } = draft;

  const save = () => {
    if (!dirty && !broken) return;
    const sent = store.get().text.text;
    void task.run(
      () => ask('saveSettings', { text: sent }),
      async (result: SaveResult) => {
        if (result.saved) {
          await settleSaved(sent);
          return words.saved;
        }
        const now = store.get().text;
        store.set({ text: { ...now, problems: result.problems, edited: now.text !== sent } });
        return undefined;
      },
    );
  };
  const go = (problem: TextProblem) => {
    if (area.current !== null) placeCaret(area.current, problem);
  };
  const lines = Array.from({ length: text.split('\n').length }, (_, at) => at + 1).join('\n');
  return (
    <section class="group editor" aria-labelledby="editor-title">
      <h2 id="editor-title">{words.text}</h2>
      {draft.overtaken && <Banner kind="caution">{words.changedOutside}</Banner>}
      <div class="card code">
        <pre class="numbers" aria-hidden="true" ref={numbers}>
          {lines}
        </pre>
        <textarea
          ref={area}
          aria-labelledby="editor-title"
          aria-describedby={problems.length > 0 ? 'editor-problems' : 'editor-hint'}
          aria-invalid={problems.length > 0}
          dir="ltr"
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          value={text}
          onInput={(event) => {
            task.clear();
            editText(event.currentTarget.value);
          }}
          onScroll={(event) => {
            if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onKeyDown={(event) => {
            if (event.key !== 's' || !event.ctrlKey || event.altKey) return;
            event.preventDefault();
            save();
          }}
        />
      </div>
      <Problems id="editor-problems" problems={problems} stale={draft.edited} onGo={go} />
      <div class="actions">
        <Button kind="accent" busy={task.busy} disabled={!dirty && !broken} onPress={save}>
          {texts.actions.save}
        </Button>
        <Button
          disabled={task.busy || (!dirty && problems.length === 0)}
          onPress={() => {
            task.clear();
            revertText();
          }}
        >
          {texts.actions.discard}
        </Button>
        {dirty && !task.busy && <span class="unsaved">{words.unsaved}</span>}
        <Result task={task} />
      </div>
      <p id="editor-hint" class="hint">
        {words.textHelp}
      </p>
    </section>
  );
}
