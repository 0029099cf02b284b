import { type Converted, type Loss, lossSentence } from '../../../electron/core/import/foreign.ts';
import { convertForeign } from '../../../electron/core/import/recognise.ts';
import { type Settled, settle } from '../../../electron/core/import/settle.ts';
import { readSettings } from '../../../electron/core/settings/reader.ts';
import { createSettingsText } from '../../../electron/node/settings-text.ts';
import { loadProviders } from '../../../electron/providers/registry.ts';
import { builtInSources } from '../../../electron/sources/registry.ts';

const providers = await loadProviders();
const world = { providers, sources: builtInSources };
export const format = createSettingsText();

export function converted(text: string): Converted | undefined {
  return convertForeign(text, format.read);
}

/** What is taken over from a text that has to be recognised. */
export function taken(text: string): Settled {
  const found = converted(text);
  if (found === undefined) throw new Error('not recognised');
  return settle(found, world);
}

/** Whether the settings' reader takes the document as it is. */
export function isAccepted(document: unknown): boolean {
  const closed = () => ({ ok: false, locked: true }) as const;
  const reading = { ...world, resolveSecret: closed, fingerprint: () => '', allowEmpty: true };
  return readSettings(document, reading).ok;
}

/** `line key: kind` for each loss. */
export function lossesOf({ losses }: { readonly losses: readonly Loss[] }): readonly string[] {
  return losses.map(({ line, key, why }) => `${line} ${key}: ${why.kind}`);
}

/** Everything that people would read of it. */
export function shownOf({ losses }: { readonly losses: readonly Loss[] }): string {
  return losses
    .flatMap(({ key, why }) => [key, lossSentence(why, 'en'), lossSentence(why, 'zh-CN')])
    .join('\n');
}
