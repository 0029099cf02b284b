import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FieldProblem, SettingsEdit } from '../electron/contract/forms.ts';
import { afterPress } from './after-press.ts';
import { ask } from './ask.ts';
import { same } from './drafts.ts';
import { type Task, useTask } from './use-task.ts';
import { useTexts } from './use-view.ts';

/** Milliseconds of rest after the last key before the main process is asked. */
const checkDelay = 250;

/** One edit on its way: what is wrong with it, and how it is saved. */
export interface EditUse {
  /** What is wrong with a field, once the user has been there or tried to save. */
  readonly problem: (field: string) => string | undefined;
  /** What is wrong and belongs to none of `fields`; known after an attempt to save. */
  readonly others: (isField: (field: string) => boolean) => readonly FieldProblem[];
  /** The user has left a field. */
  readonly touch: (field: string) => void;
  /** Saves it. With a problem the first field that has one gets the focus. */
  readonly save: () => Promise<boolean>;
  /** Whether the main process sees no problem now; every problem is shown from then on. */
  readonly check: () => Promise<boolean>;
  readonly task: Task;
}

/** Leads to the first field with a problem. */
function focusProblem(): void {
  const marked = document.querySelectorAll<HTMLElement>(
    'main :is([aria-invalid="true"], [data-invalid="true"])',
  );
  [...marked].find((one) => one.checkVisibility())?.focus();
}

/**
 * Checks an edit in the main process while the user types. Undefined where there is nothing to save.
 * `done` says what to tell after a success.
 */
export function useEdit(edit: SettingsEdit | undefined, done?: () => string | undefined): EditUse {
  const { language } = useTexts();
  const task = useTask();
  const [problems, setProblems] = useState<readonly FieldProblem[]>([]);
  /** Where the user has been, and of that what was checked since. */
  const touched = useRef(new Set<string>());
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  /** Attempts that met a problem. */
  const [failed, setFailed] = useState(0);
  const latest = useRef(edit);
  latest.current = edit;
  const text = JSON.stringify(edit);
  /** The problems are those of what stands there now. No value is kept for it: it may be a secret. */
  const fresh = useRef(false);

  const take = (of: SettingsEdit, found: readonly FieldProblem[]) => {
    fresh.current = same(latest.current, of);
    setProblems(found);
    setTold(new Set(touched.current));
  };

  useLayoutEffect(() => {
    fresh.current = false;
  }, [text]);

  useEffect(() => {
    if (edit === undefined) {
      setProblems([]);
      touched.current.clear();
      setTold(new Set());
      setAttempted(false);
      return;
    }
    const timer = setTimeout(async () => {
      const reply = await ask('checkEdit', { edit });
      if (reply.ok && same(latest.current, edit)) take(edit, reply.value.problems);
    }, checkDelay);
    return () => clearTimeout(timer);
  }, [text, language]);

  // Once the marks are drawn.
  useEffect(() => {
    if (failed > 0) focusProblem();
  }, [failed]);

  const fail = (of: SettingsEdit, found: readonly FieldProblem[]) => {
    take(of, found);
    setAttempted(true);
    if (found.length > 0) setFailed((count) => count + 1);
    return found.length === 0;
  };
  return {
    problem: (field) => {
      const shown = attempted || told.has(field);
      return shown ? problems.find((one) => one.field === field)?.message : undefined;
    },
    others: (isField) => (attempted ? problems.filter(({ field }) => !isField(field)) : []),
    touch: (field) =>
      afterPress(() => {
        touched.current.add(field);
        if (fresh.current) setTold(new Set(touched.current));
      }),
    async check() {
      const sent = latest.current;
      if (sent === undefined) return true;
      const reply = await ask('checkEdit', { edit: sent });
      if (reply.ok) {
        task.clear();
        return fail(sent, reply.value.problems);
      }
      task.fail(reply.message);
      return false;
    },
    async save() {
      const sent = latest.current;
      if (sent === undefined) return false;
      let saved = false;
      await task.run(
        () => ask('saveEdit', { edit: sent }),
        (result) => {
          saved = result.saved;
          if (result.saved) return done?.();
          fail(sent, result.problems);
          return undefined;
        },
      );
      return saved;
    },
    task,
  };
}
