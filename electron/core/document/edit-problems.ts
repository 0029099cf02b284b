import type { FieldProblem } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Messages } from '../../contract/i18n/en.ts';
import type { Language } from '../../contract/language.ts';
import { plainText } from '../plain-text.ts';
import { recordTypes } from '../record.ts';
import { pathText, problemSentence } from '../settings/problem.ts';
import type { ProblemText, SettingsProblem } from '../settings.ts';
import type { EditStep } from './edit-step.ts';

/** More than anybody reads. */
const mostProblems = 100;

function isBlank(text: string | undefined): boolean {
  return text?.trim() === '';
}

function expectedText(
  { expected, found }: Extract<ProblemText, { kind: 'expected' }>,
  words: Messages['edits'],
): string | undefined {
  if (isBlank(found)) return words.fill;
  if (expected === 'text' && found === undefined) return words.fill;
  if (expected === 'number' || expected === 'integer' || expected === 'ttl') {
    return words.expected[expected](found);
  }
  if (expected === 'host' || expected === 'prefix') return words.expected[expected](found);
  return expected === 'name' ? words.expected.name(found) : undefined;
}

/** What is said beside a field, which needs no key and no advice on how a file is written. */
function besideText(problem: ProblemText, words: Messages['edits']): string | undefined {
  switch (problem.kind) {
    case 'missing':
    case 'noValue':
      return words.fill;
    case 'nothing':
      return words.choose;
    case 'name':
      return problem.why === 'empty' ? words.fill : undefined;
    case 'expected':
      return expectedText(problem, words);
    case 'cannot': {
      const type = recordTypes.find((each) => each === problem.field);
      return type === undefined ? words.cannot : words.cannotType(type);
    }
    case 'hostType':
      return words.hostType;
    case 'ignored':
      return words.ignored(problem.adapter, problem.pattern);
    case 'unknownAccount':
      return words.unknownAccount(problem.account);
    default:
      return undefined;
  }
}

/** The settings' problems beside the fields of an edit: one for each field, those of its own first. */
export function fieldProblems(
  { problems, fieldOf }: Pick<EditStep, 'problems' | 'fieldOf'>,
  found: readonly SettingsProblem[],
  language: Language,
): readonly FieldProblem[] {
  const { edits, settings } = catalogue(language);
  const told = found.map((each): FieldProblem => {
    const field = fieldOf(each);
    if (field === undefined) {
      const sentence = problemSentence(each.problem, language, 'desktop');
      return { field: '', message: settings.line(pathText(each.path), sentence) };
    }
    const beside = besideText(each.problem, edits);
    const message = beside ?? problemSentence(each.problem, language, 'desktop');
    return { field, message: plainText(message) };
  });
  const all = [...problems, ...told].filter(
    ({ field }, at, list) => field === '' || list.findIndex((one) => one.field === field) === at,
  );
  return all.slice(0, mostProblems);
}
