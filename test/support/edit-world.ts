import type { FieldProblem, SettingsEdit } from '../../electron/contract/forms.ts';
import type { Language } from '../../electron/contract/language.ts';
import type { Channel } from '../../electron/core/channel.ts';
import { applyEdit, judgeStep } from '../../electron/core/document/edit.ts';
import { fieldProblems } from '../../electron/core/document/edit-problems.ts';
import { closedWorld } from '../../electron/core/document/judge.ts';
import type { SettingsDocument } from '../../electron/core/document.ts';
import type { Provider } from '../../electron/core/provider.ts';
import { testChannels, testProviders, testSources } from './settings-world.ts';

interface EditOptions {
  readonly providers?: readonly Provider[];
  readonly channels?: readonly Channel[];
  /** The secrets that can be read, by id. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly busy?: readonly string[];
  readonly language?: Language;
}

/** What an edit makes of a document, and what is wrong with it. */
export function edited(
  edit: SettingsEdit,
  document: SettingsDocument,
  {
    providers = testProviders,
    channels = testChannels,
    texts = {},
    busy = [],
    language = 'en',
  }: EditOptions = {},
): { readonly document: SettingsDocument; readonly problems: readonly FieldProblem[] } {
  const present = { document, texts: new Map(Object.entries(texts)), busy: new Set(busy) };
  const step = applyEdit(edit, present, { providers, channels }, language);
  const world = closedWorld({
    providers,
    channels,
    sources: testSources,
    resolveSecret: () => ({ ok: false, locked: true }),
    fingerprint: (text) => text,
  });
  const { result } = judgeStep(step, present, world);
  const problems = fieldProblems(step, result.ok ? [] : result.problems, language);
  return { document: step.document, problems };
}
