import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { saying } from '../../core/issue.ts';
import { isNameProblem, isWithin, type Name, parseName } from '../../core/name.ts';
import { failure } from '../../core/outcome.ts';
import type { FieldMeta } from '../../core/provider.ts';
import { ApiFailure } from './api-failure.ts';
import { hostOf } from './names.ts';

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

/** The name inside the account's domain, `apex` for the domain itself. Throws for a name outside of it. */
export function hostWithin(name: Name, domain: Name, apex: '' | '@'): string {
  if (isWithin(name, domain)) return hostOf(name, domain, apex);
  throw new ApiFailure(
    failure('invalid', {
      en: `this account is for ${domain} and the names in it, so nothing was sent`,
      'zh-CN': `该账户仅用于 ${domain} 及其下的名称，因此没有发送`,
    }),
  );
}
