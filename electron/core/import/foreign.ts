import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Messages } from '../../contract/i18n/en.ts';
import type { Language } from '../../contract/language.ts';
import type { Family } from '../address.ts';
import type { SettingsDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';

/** A program whose configuration is read. */
export type Peer = 'ddnsGo' | 'ddclient' | 'inadyn' | 'ddnsUpdater';

export const peerNames: Readonly<Record<Peer, string>> = {
  ddnsGo: 'DDNS Go',
  ddclient: 'ddclient',
  inadyn: 'Inadyn',
  ddnsUpdater: 'ddns-updater',
};

/** A place in a file of another program. */
export interface At {
  /** From 1. */
  readonly line: number;
  /** What stands there, as its writer calls it. */
  readonly key: string;
}

type LossTexts = Messages['imports']['loss'];

/** Why something was not taken over, or not as it was; each kind has its sentence in the catalogues. */
export type LossText = {
  [Kind in keyof LossTexts]: { readonly kind: Kind } & (LossTexts[Kind] extends (
    about: infer About,
  ) => string
    ? About
    : unknown);
}[keyof LossTexts];

export interface Loss extends At {
  readonly why: LossText;
}

/** Where the parts of a document come from. */
export interface Origins {
  readonly accounts: Readonly<Record<string, At>>;
  /** In the order of the document's records. */
  readonly records: readonly At[];
  readonly sources: Readonly<Partial<Record<Family, At>>>;
  /** By the key of the settings. */
  readonly others: Readonly<Record<string, At>>;
}

/** What a file of another program comes to, before the settings' reader has seen it. */
export interface Converted {
  readonly peer: Peer;
  /** With its secrets in it. */
  readonly document: SettingsDocument;
  readonly origins: Origins;
  readonly losses: readonly Loss[];
  /** Texts of the file that may be shown nowhere. */
  readonly secrets: readonly string[];
}

/** The sentence for one loss. What it quotes cannot steer a terminal. */
export function lossSentence(why: LossText, language: Language): string {
  const text = catalogue(language).imports.loss[why.kind];
  const sentence = typeof text === 'string' ? text : (text as (about: LossText) => string)(why);
  return plainText(sentence);
}

/** Shorter texts occur by chance. */
const shortest = 4;
/** What quotes a text cuts it, so that only the beginning of a long secret may be there. */
const cut = 40;
const longestQuote = 61;
const mark = '…';

/** Hides secrets in the texts of a thing, whole texts at a time. */
export function createMask(
  secrets: Iterable<string>,
): <Thing extends object>(thing: Thing) => Thing {
  const pieces = [...new Set(secrets)]
    .filter((text) => text.length >= shortest)
    .map((text) => text.slice(0, cut));
  const clean = (text: string) =>
    pieces.some((piece) => text.includes(piece)) ? mark : plainText(text, longestQuote);
  return (thing) => {
    const entries = Object.entries(thing).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && key !== 'kind' ? clean(value) : value,
    ]);
    return Object.fromEntries(entries);
  };
}
