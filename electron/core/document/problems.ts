import type { TextProblem } from '../../contract/channels.ts';
import type { Language } from '../../contract/language.ts';
import type { PlacedProblem } from '../document.ts';
import { pathText, problemSentence } from '../settings/problem.ts';

/** More than anybody reads. */
const mostProblems = 100;

/** Problems as the window shows them, in the order of the text. */
export function textProblems(
  problems: readonly PlacedProblem[],
  language: Language,
): readonly TextProblem[] {
  return problems
    .map(({ line, column, path, problem }) => {
      return { line, column, field: pathText(path), message: problemSentence(problem, language) };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, mostProblems);
}
