import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { ReadText } from '../document.ts';
import type { SettingsProblem } from '../settings.ts';
import { type At, lossSentence, type Origins, peerNames } from './foreign.ts';
import { convertForeign } from './recognise.ts';
import { type Settled, type SettleWorld, settle } from './settle.ts';

function originOf({ path: [head, which] }: SettingsProblem, origins: Origins): At | undefined {
  if (head === 'accounts') return origins.accounts[String(which)];
  if (head === 'records' && typeof which === 'number') return origins.records[which];
  if (head === 'sources' && (which === 'ipv4' || which === 'ipv6')) return origins.sources[which];
  return origins.others[String(head)];
}

/** A file of another program as if its settings had been written in ours; undefined for none. */
export function readForeign(
  text: string,
  read: (text: string) => ReadText,
  world: SettleWorld,
): { readonly read: ReadText; readonly settled: Settled } | undefined {
  const converted = convertForeign(text, read);
  if (converted === undefined) return undefined;
  const settled = settle(converted, world);
  const { document, origins } = settled;
  const place = (problem: SettingsProblem) => {
    const line = originOf(problem, origins)?.line ?? 1;
    return { line, column: 1, path: problem.path, problem: problem.problem };
  };
  return { read: { ok: true, value: document, place }, settled };
}

/** What is told of a file of another program before its preview. */
export interface ForeignImport {
  /** The program's name. */
  readonly peer: string;
  /** How many records are taken over. */
  readonly records: number;
  /** A line for each loss. */
  readonly losses: readonly string[];
}

export function foreignImport(settled: Settled, language: Language): ForeignImport {
  const texts = catalogue(language).imports;
  return {
    peer: peerNames[settled.peer],
    records: settled.settings.records.length,
    losses: settled.losses.map(({ line, key, why }) =>
      texts.lossLine(texts.place(line, key), lossSentence(why, language)),
    ),
  };
}
