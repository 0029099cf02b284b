import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { TroubleView } from '../contract/snapshot.ts';

/** Why the state could not be read from a file, or written to a folder. */
type StateFailure = { readonly code: string } & (
  | { readonly file: string }
  | { readonly folder: string }
);

/** What is not in order with the state now; nothing without a failure. */
export function stateTroubles(
  failure: StateFailure | undefined,
  language: Language,
): readonly TroubleView[] {
  if (failure === undefined) return [];
  const { unreadable, unwritable } = catalogue(language).desktop.state;
  const { code } = failure;
  const sentence =
    'file' in failure ? unreadable(failure.file, code) : unwritable(failure.folder, code);
  return [{ kind: 'state', sentence }];
}
