import type { FieldProblem } from '../../contract/forms.ts';
import type { Messages } from '../../contract/i18n/en.ts';
import type { SettingsDocument } from '../document.ts';
import type { SettingsProblem } from '../settings.ts';
import type { Present } from './judge.ts';
import type { Kinds } from './owners.ts';

/** What an edit is made of: the settings of now, and what there is to know about them. */
export interface EditWorld extends Present {
  /** Ids of secrets that the system could not decrypt for now. */
  readonly busy?: ReadonlySet<string> | undefined;
  readonly kinds: Kinds;
  readonly words: Messages['edits'];
}

/** What an edit makes of the settings. */
export interface EditStep {
  /** Entered secrets stand in it as texts, kept ones as references. */
  readonly document: SettingsDocument;
  /** Entered texts whose place in the document says only that they are kept, by secret's id. */
  readonly fresh: ReadonlyMap<string, string>;
  /** Nothing changed but secrets that go where those before went. */
  readonly steady: boolean;
  /** Why it cannot be, besides what the settings' reader finds. */
  readonly problems: readonly FieldProblem[];
  /** The field of the edit that a problem of the document is beside; undefined where it is none. */
  readonly fieldOf: (found: SettingsProblem) => string | undefined;
}

/** A step that only changes the document. */
export function plainStep(
  document: SettingsDocument,
  fieldOf: EditStep['fieldOf'] = () => undefined,
): EditStep {
  return { document, fresh: new Map(), steady: false, problems: [], fieldOf };
}

/** The settings stay as they are, for one reason that no field has. */
export function refusedStep(document: SettingsDocument, message: string): EditStep {
  return { ...plainStep(document), problems: [{ field: '', message }] };
}
