import type { FieldProblem, SettingsEdit } from '../contract/forms.ts';
import type { Powers, TextProblem } from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import { applyEdit, judgeStep, toldDocument, tryStep } from '../core/document/edit.ts';
import { fieldProblems } from '../core/document/edit-problems.ts';
import {
  judgeImport,
  type PendingImport,
  powersOf,
  withoutSeals,
} from '../core/document/import.ts';
import {
  closedWorld,
  type DocumentWorld,
  type Judged,
  judgeDraft,
  type Present,
} from '../core/document/judge.ts';
import { newPowers } from '../core/document/powers.ts';
import { placeProblems, textProblems } from '../core/document/problems.ts';
import type { ReadText } from '../core/document.ts';
import type { SettingsProblem } from '../core/settings.ts';
import type { Kept } from './settings-keeper.ts';

/** What is to become the document, beside the one of now. */
export type Draft<Problem> =
  | {
      readonly ok: true;
      readonly powers: Powers;
      readonly judge: (world: DocumentWorld) => Judged;
      /** What the settings' reader found, as whoever wrote the draft is told it. */
      readonly told: (problems: readonly SettingsProblem[]) => readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface DraftOptions {
  readonly world: DocumentWorld;
  readonly language: () => Language;
}

type ReadDraft = Pick<Extract<Draft<never>, { ok: true }>, 'powers' | 'judge'>;

function draftOf(read: ReadText, language: Language, make: () => ReadDraft): Draft<TextProblem> {
  if (!read.ok) return { ok: false, problems: textProblems(read.problems, language) };
  const told = (problems: readonly SettingsProblem[]) =>
    textProblems(placeProblems(read, problems), language);
  return { ok: true, ...make(), told };
}

/** A text of the user's. */
export function draftText(
  read: ReadText,
  present: Present,
  { world, language }: DraftOptions,
): Draft<TextProblem> {
  return draftOf(read, language(), () => ({
    powers: powersOf(read, present, world, language()),
    judge: (each) => judgeDraft(read.ok ? read.value : undefined, present, each),
  }));
}

/** What an import that is shown would bring in. */
export function draftImport(
  shown: PendingImport,
  present: Present,
  { world, language }: DraftOptions,
): Draft<TextProblem> {
  const read = withoutSeals(shown.read, world);
  return draftOf(read, language(), () => ({
    powers: powersOf(shown.read, present, world, language()),
    judge: (each) => judgeImport(read, present, each),
  }));
}

/** One change of the user's in the window's forms. */
export function draftEdit(
  edit: SettingsEdit,
  kept: Kept,
  { world, language }: DraftOptions,
): Draft<FieldProblem> {
  const step = applyEdit(edit, kept, world, language());
  const told = (problems: readonly SettingsProblem[]) => fieldProblems(step, problems, language());
  if (step.problems.length > 0) {
    return { ok: false, problems: checkEdit(edit, kept, { world, language }) };
  }
  const powers = newPowers(toldDocument(step, world), kept.document, world, language());
  return { ok: true, powers, judge: (each) => judgeStep(step, kept, each), told };
}

/** What is wrong with an edit, as far as its text tells; no variable and no file is looked at. */
export function checkEdit(
  edit: SettingsEdit,
  kept: Kept,
  { world, language }: DraftOptions,
): readonly FieldProblem[] {
  const step = applyEdit(edit, kept, world, language());
  const { result } = judgeStep(step, kept, closedWorld(world));
  return fieldProblems(step, result.ok ? [] : result.problems, language());
}

/** An edit that is tried out before anybody agreed to it. */
export function tryEdit(
  edit: SettingsEdit,
  kept: Kept,
  { world, language }: DraftOptions,
): { readonly judged: Judged; readonly problems: readonly FieldProblem[] } {
  const step = applyEdit(edit, kept, world, language());
  const judged = tryStep(step, kept, world);
  const found = judged.result.ok ? [] : judged.result.problems;
  return { judged, problems: fieldProblems(step, found, language()) };
}
