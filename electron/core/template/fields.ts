import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { addIssue, saying } from '../issue.ts';
import { bodyForm } from './body.ts';
import { contentTypeOf, headerProblem } from './header.ts';
import { isJsonTemplate, type Template, urlTemplateProblem } from './template.ts';
import { texts, urlTexts } from './texts.ts';

/** How the texts of one kind of webhook are read. */
interface TemplateForm {
  readonly parse: (text: string) => Template | { readonly unknown: string };
  /** What is said of a placeholder that there is none of. */
  readonly unknown: (written: string) => Localized;
  /** Where plain http may lead. */
  readonly plain: 'near' | 'any';
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** A regular expression. */
export const patternField = z.string().refine(compiles, saying(texts.regex));

/** The fields that every webhook has, with placeholders of its own. */
export function templateFields({ parse, unknown, plain }: TemplateForm) {
  const template = z.string().superRefine((text, context) => {
    const parsed = parse(text);
    if ('unknown' in parsed) addIssue(context, [], unknown(parsed.unknown));
  });
  const url = z.string().superRefine((text, context) => {
    const parsed = parse(text);
    if ('unknown' in parsed) return addIssue(context, [], unknown(parsed.unknown));
    const problem = urlTemplateProblem(parsed, plain);
    if (problem !== undefined) addIssue(context, [], urlTexts[problem]);
  });
  const headers = z
    .record(z.string(), template.meta({ label: { en: 'Value', 'zh-CN': '值' }, secret: true }))
    .superRefine((map, context) => {
      for (const [name, value] of Object.entries(map)) {
        const problem = headerProblem(name, value);
        if (problem === 'name') addIssue(context, [name], texts.headerName);
        if (problem === 'value') addIssue(context, [name], texts.headerValue);
      }
    });
  return { template, url, headers };
}

interface Bodied {
  readonly method?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

/** What is wrong with a body beside its method and its headers. */
export function bodyProblem(
  { method, headers, body }: Bodied,
  parse: TemplateForm['parse'],
): Localized | undefined {
  if (body === undefined) return undefined;
  if (method === 'GET') return texts.getBody;
  const parsed = parse(body);
  if ('unknown' in parsed || bodyForm(parsed, contentTypeOf(headers)) !== 'json') return undefined;
  return isJsonTemplate(parsed) ? undefined : texts.json;
}
