import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Powers } from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import { closedWorld, type DocumentWorld, type Judged } from '../core/document/judge.ts';
import { wantsAgreement } from '../core/document/powers.ts';
import type { Draft } from './settings-draft.ts';
import { UserError } from './user-error.ts';

interface AgreementOptions {
  readonly world: DocumentWorld;
  readonly language: () => Language;
  readonly confirmPowers: (powers: Powers) => Promise<boolean>;
  /** Runs an operation while no other runs. */
  readonly alone: <Result>(operation: () => Promise<Result>) => Promise<Result>;
  /** Makes it the document. */
  readonly commit: (judged: Judged) => Promise<void>;
}

/** With a problem nothing was changed. */
export type Brought<Problem> =
  | { readonly saved: true }
  | { readonly saved: false; readonly problems: readonly Problem[] };

/**
 * Makes a draft the document, once the user agreed to what it would run and read. While they are
 * asked, other operations go on; then it is judged anew, and asked about again where that differs.
 * Rejects with {@link UserError} where they do not agree.
 */
export async function bringWithAgreement<Problem>(
  draft: () => Draft<Problem>,
  { world, language, confirmPowers, alone, commit }: AgreementOptions,
): Promise<Brought<Problem>> {
  let agreed: string | undefined;
  for (;;) {
    const step = await alone(async () => {
      const made = draft();
      if (!made.ok) return { saved: false, problems: made.problems } as const;
      const { powers, judge, told } = made;
      const ask = wantsAgreement(powers) && agreed !== JSON.stringify(powers);
      const judged = judge(ask ? closedWorld(world) : world);
      const { result } = judged;
      if (!result.ok) return { saved: false, problems: told(result.problems) } as const;
      if (ask) return powers;
      await commit(judged);
      return { saved: true } as const;
    });
    if ('saved' in step) return step;
    if (!(await confirmPowers(step))) throw new UserError(catalogue(language()).document.declined);
    agreed = JSON.stringify(step);
  }
}
