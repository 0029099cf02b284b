import type { TextProblem } from '../../contract/ipc.ts';
import type { Language } from '../../contract/language.ts';
import type { PlacedProblem, ReadText } from '../document.ts';
import { pathText, problemSentence } from '../settings/problem.ts';
import type { SettingsProblem } from '../settings.ts';

/** More than anybody reads; a text of another kind may have one at each line. */
export const mostProblems = 100;

/** Problems with their places, as many as are shown: each is looked for in the whole text. */
export function placeProblems(
  read: Extract<ReadText, { ok: true }>,
  problems: readonly SettingsProblem[],
): readonly PlacedProblem[] {
  return problems.slice(0, mostProblems).map(read.place);
}

/** Problems as the window shows them, in the order of the text. */
export function textProblems(
  problems: readonly PlacedProblem[],
  language: Language,
): readonly TextProblem[] {
  return problems
    .map(({ line, column, path, problem }) => {
      return {
        line,
        column,
        field: pathText(path),
        message: problemSentence(problem, language, 'desktop'),
      };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, mostProblems);
}
