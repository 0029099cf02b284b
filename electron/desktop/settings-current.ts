import type { SettingsForm } from '../contract/forms.ts';
import type { TextProblem } from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import type { Preferences } from '../contract/preferences.ts';
import type { SecretView, TroubleView } from '../contract/snapshot.ts';
import { settingsForm } from '../core/document/form.ts';
import type { DocumentWorld } from '../core/document/judge.ts';
import { orderDocument } from '../core/document/order.ts';
import { placeProblems, textProblems } from '../core/document/problems.ts';
import { secretViews } from '../core/document/views.ts';
import type { SettingsDocument, SettingsTextFormat } from '../core/document.ts';
import type { SettingsResult } from '../core/settings/reader.ts';
import { secretParts } from '../core/settings/reader-secrets.ts';
import type { Settings } from '../core/settings.ts';
import type { Kept } from './settings-keeper.ts';
import { troublesOf } from './settings-troubles.ts';

/** What the app knows of its settings now. */
export interface CurrentSettings {
  /** Undefined where the document has problems, or the file could not be read. */
  readonly settings: Settings | undefined;
  /** Every text that may appear in no log, those of an import that is shown or an edit that was tried. */
  readonly secretTexts: readonly string[];
  /** Of the document, as {@link secretViews} makes them. */
  readonly secrets: Readonly<Record<string, readonly SecretView[]>>;
  /** Of the document, placed in its text. */
  readonly problems: readonly TextProblem[];
  readonly troubles: readonly TroubleView[];
  readonly preferences: Preferences;
}

interface CurrentOptions {
  readonly format: SettingsTextFormat;
  readonly world: DocumentWorld;
  readonly language: () => Language;
}

/** The document as YAML, in the order of the documentation. */
export function documentText(
  document: SettingsDocument,
  { format, world }: Pick<CurrentOptions, 'format' | 'world'>,
): string {
  return format.write(orderDocument(document, world), []);
}

/** The document as forms. */
export function documentForm(
  kept: Kept,
  result: SettingsResult,
  revision: string,
  { world }: Pick<CurrentOptions, 'world'>,
): SettingsForm {
  return settingsForm({
    document: kept.document,
    kinds: world,
    records: result.ok && kept.failure === undefined ? result.settings.records : [],
    isKept: keptIn(kept),
    revision,
  });
}

/** Whether a secret is there, be it that the system cannot decrypt it for now. */
function keptIn({ texts, busy }: Kept): (id: string) => boolean {
  return (id) => texts.has(id) || busy.has(id);
}

/**
 * Each part is made when it is looked at. `pending` are the secrets of an import that is shown, or of
 * an edit that was tried out.
 */
export function currentSettings(
  kept: Kept,
  result: SettingsResult,
  pending: () => readonly string[],
  options: CurrentOptions,
): CurrentSettings {
  const { format, world, language } = options;
  return {
    settings: result.ok && kept.failure === undefined ? result.settings : undefined,
    preferences: kept.stored.preferences,
    get secretTexts() {
      const known = [...kept.texts.values(), ...pending()].flatMap(secretParts);
      const told = result.ok ? result.secrets : [];
      return [...new Set([...told, ...known])].filter((text) => text !== '');
    },
    get secrets() {
      return secretViews(kept.document, world, keptIn(kept), language());
    },
    get problems() {
      if (result.ok) return [];
      const read = format.read(documentText(kept.document, options));
      const placed = read.ok ? placeProblems(read, result.problems) : read.problems;
      return textProblems(placed, language());
    },
    get troubles() {
      const count = result.ok ? 0 : result.problems.length;
      return troublesOf(kept, count, language());
    },
  };
}
