import type * as z from 'zod';
import type { Localized } from '../contract/language.ts';

/** What a check of an account's field says when it fails, in every language: for zod's `refine`. */
export function saying(text: Localized): {
  readonly message: string;
  readonly params: { readonly message: Localized };
} {
  return { message: text.en, params: { message: text } };
}

/** Adds such an issue inside zod's `superRefine`. */
export function addIssue(
  context: z.core.$RefinementCtx,
  path: readonly PropertyKey[],
  text: Localized,
): void {
  context.addIssue({ code: 'custom', path: [...path], ...saying(text) });
}
