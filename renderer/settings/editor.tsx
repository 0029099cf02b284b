import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { SaveResult, TextProblem } from '../../electron/contract/channels.ts';
import { ask } from '../ask.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Result } from '../components/result.tsx';
import { type Draft, isDirty, store } from '../store.ts';
import { useTask } from '../use-task.ts';
import { useTexts } from '../use-view.ts';
import { placeCaret } from './caret.ts';
import { exampleToken, withExample } from './example.ts';
import { Problems } from './problems.tsx';
import { editDraft, revertDraft, settleSaved } from './text.ts';

interface EditorProps {
  readonly draft: Draft;
  /** What is saved has problems: trying to save it again tells which. */
  readonly broken: boolean;
  /** There is no account yet. */
  readonly isNew: boolean;
}

/** The YAML to edit, and what is wrong with it. */
export function Editor({ draft, broken, isNew }: EditorProps): JSX.Element {
  const { texts } = useTexts();
  const { settings } = texts;
  const task = useTask();
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLPreElement>(null);
  const dirty = isDirty(draft);
  const { problems, text } = draft;

  const save = () => {
    if (!dirty && !broken) return;
    const sent = store.get().draft.text;
    void task.run(
      () => ask('saveSettings', { text: sent }),
      async (result: SaveResult) => {
        if (result.saved) {
          await settleSaved(sent);
          return settings.saved;
        }
        const now = store.get().draft;
        store.set({
          draft: { ...now, problems: result.problems, edited: now.text !== sent },
        });
        return undefined;
      },
    );
  };
  const go = (problem: TextProblem) => {
    if (area.current !== null) placeCaret(area.current, problem);
  };
  const example = isNew ? withExample(text) : undefined;
  const insert = () => {
    const { current } = area;
    if (current === null || example === undefined) return;
    task.clear();
    editDraft(example);
    // Not with the next drawing: what is selected is of this text.
    current.value = example;
    const at = example.indexOf(exampleToken);
    current.focus();
    current.setSelectionRange(at, at + exampleToken.length);
  };
  const lines = Array.from({ length: text.split('\n').length }, (_, at) => at + 1).join('\n');
  return (
    <section class="group editor" aria-labelledby="editor-title">
      <div class="group-head">
        <h2 id="editor-title">{settings.text}</h2>
        {example !== undefined && <Button onPress={insert}>{texts.actions.insertExample}</Button>}
      </div>
      {draft.overtaken && <Banner kind="caution">{settings.changedOutside}</Banner>}
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
            editDraft(event.currentTarget.value);
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
            revertDraft();
          }}
        >
          {texts.actions.discard}
        </Button>
        {dirty && !task.busy && <span class="unsaved">{settings.unsaved}</span>}
        <Result task={task} />
      </div>
      <p id="editor-hint" class="hint">
        {settings.textHelp}
      </p>
    </section>
  );
}
