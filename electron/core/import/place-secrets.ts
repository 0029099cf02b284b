import { mapTexts, type OwnedText } from '../document/texts.ts';
import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { fieldPath } from '../settings/reader-secrets.ts';

/** A secret that was taken out of a document, and the name that stands there instead. */
export interface PlacedSecret {
  readonly account: string;
  /** `headers/Authorization`. */
  readonly field: string;
  readonly name: string;
  readonly text: string;
}

export interface Placed {
  readonly document: SettingsDocument;
  readonly secrets: readonly PlacedSecret[];
}

export type SecretHome = 'env' | 'file';

const names: Readonly<Record<SecretHome, (text: OwnedText) => string>> = {
  env: ({ owner, path }) => `${owner.key}_${path.join('_')}`.replace(/\W/g, '_').toUpperCase(),
  file: ({ owner, path }) => `${owner.key}-${path.join('-')}`.replace(/[^\w-]/g, '-'),
};

/**
 * A document without a secret in it: each is a variable, or a file in that folder. No two of them
 * have the same name, capitals aside.
 */
export function placeSecrets(
  document: SettingsDocument,
  providers: readonly Provider[],
  home: SecretHome,
  folder: string,
): Placed {
  const secrets: PlacedSecret[] = [];
  const used = new Set<string>();
  const placed = mapTexts(document, { providers }, (text) => {
    if (text.kind !== 'literal') return undefined;
    const stem = names[home](text);
    let name = stem;
    for (let count = 2; used.has(name.toLowerCase()); count += 1) name = `${stem}_${count}`;
    used.add(name.toLowerCase());
    const { owner, path } = text;
    secrets.push({ account: owner.name, field: fieldPath(path), name, text: text.text });
    return home === 'env' ? { env: name } : { file: `${folder}/${name}` };
  });
  return { document: placed, secrets };
}
