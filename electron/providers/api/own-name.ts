import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { saying } from '../../core/issue.ts';
import { isNameProblem, isWithin, type Name, parseName } from '../../core/name.ts';
import type { FieldMeta } from '../../core/provider.ts';

const problem: Localized = {
  en: 'Write a full name, such as example.com.',
  'zh-CN': '请填写完整的名称，例如 example.com。',
};

/** A name that an account's credential is good for. It is kept as written; {@link ownName} reads it. */
export function nameField(meta: FieldMeta): z.ZodString {
  return z
    .string()
    .refine((text) => !isNameProblem(parseName(text)), saying(problem))
    .meta({ ...meta });
}

/** The name that a {@link nameField} holds. Throws for a text that the field refused. */
export function ownName(text: string): Name {
  const name = parseName(text);
  if (isNameProblem(name)) throw new Error(problem.en);
  return name;
}

/** Why an account for those domains can never write that name; undefined where it is in one of them. */
export function outsideOf(domains: readonly Name[], name: Name): Localized | undefined {
  if (domains.some((domain) => isWithin(name, domain))) return undefined;
  return {
    en: `this account is for ${domains.join(', ')} and the names in ${domains.length === 1 ? 'it' : 'them'}`,
    'zh-CN': `该账户仅用于 ${domains.join('、')} 及其下的名称`,
  };
}
