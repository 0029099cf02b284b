import type { Powers } from '../../contract/ipc.ts';
import type { Language } from '../../contract/language.ts';
import type { SettingsDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';
import { longestCommand } from '../settings/reader-sources.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import { destinationOf } from './destination.ts';
import { type Kinds, ownersOf } from './owners.ts';
import { sameOwners } from './same.ts';
import { textsOf } from './texts.ts';

const nameLimit = 200;
/** Blanks that show nothing, among them those that Unicode counts as letters. */
const blanks = /[\s\u115f\u1160\u2800\u3164\uffa0]{2,}/gu;

/**
 * A text whole and on one line, with what would hide its end or a second command made visible: a
 * line break as `⏎`, each run of blanks as their number. No more than the reader takes is shown.
 */
function visibleText(text: string): string {
  const line = plainText(text.replace(/\r\n?|[\n\u2028\u2029]/g, '⏎'));
  const spread = line.replace(blanks, (run) => `␣×${run.length}`);
  return plainText(spread, longestCommand);
}

function sourcesOf({ sources }: SettingsDocument): readonly RawMap[] {
  if (!isMap(sources)) return [];
  const entries = Object.values(sources).flatMap((list) => (Array.isArray(list) ? list : [list]));
  return entries.filter(isMap);
}

function textsAt(maps: readonly RawMap[], key: string): readonly string[] {
  return maps.map((map) => map[key]).filter((text) => typeof text === 'string');
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return visibleText(url);
  }
}

/** Whether a source's address has a query, which may hold a token. */
export function hasSourceQuery(document: SettingsDocument): boolean {
  return textsAt(sourcesOf(document), 'url').some((url) => url.includes('?'));
}

/** A proxy sees which services are spoken to. */
function newProxy(draft: SettingsDocument, present: SettingsDocument): readonly string[] {
  const { proxy } = draft;
  const isNew = typeof proxy === 'string' && proxy !== 'off' && proxy !== present.proxy;
  return isNew ? [`proxy → ${plainText(hostOf(proxy), nameLimit)}`] : [];
}

/** Other programs on this computer may speak to it there. */
function newListener({ api }: SettingsDocument, present: SettingsDocument): readonly string[] {
  const before = isMap(present.api) ? present.api.listen : undefined;
  if (!isMap(api) || typeof api.listen !== 'string' || api.listen === before) return [];
  return [`api → ${plainText(api.listen, nameLimit)}`];
}

function logFile({ log }: SettingsDocument): readonly string[] {
  return isMap(log) ? textsAt([log], 'file') : [];
}

/**
 * The powers that a draft would get and that the present document has not. A stranger's text may
 * hold a command, or send a file of the user's to a server of their own: so what an account or a
 * channel reads counts as known only where all of it stands as it stood. The draft is as it was written,
 * its secret texts in it.
 */
export function newPowers(
  draft: SettingsDocument,
  present: SettingsDocument,
  kinds: Kinds,
  language: Language,
): Powers {
  const same = sameOwners(draft, present, kinds);
  const added = (all: readonly string[], known: readonly string[]) =>
    all.filter((one) => !known.includes(one));
  const [next, now] = [sourcesOf(draft), sourcesOf(present)];
  const reads = textsOf(draft, kinds).flatMap(({ owner, kind, text }) => {
    if (same.has(owner.key) || (kind !== 'env' && kind !== 'file')) return [];
    return [kind === 'env' ? `$${text}` : text];
  });
  const tells = ownersOf(draft, kinds).flatMap((owner) => {
    const to = same.has(owner.key) ? undefined : destinationOf(owner, kinds, language);
    return to === undefined ? [] : [`${plainText(owner.name, nameLimit)} → ${to}`];
  });
  const asks = added(textsAt(next, 'url'), textsAt(now, 'url')).map(hostOf);
  const shown = (texts: readonly string[]) => [...new Set(texts)].map(visibleText);
  return {
    runs: shown(added(textsAt(next, 'command'), textsAt(now, 'command'))),
    reads: shown(reads),
    tells: [...new Set(tells), ...newProxy(draft, present), ...newListener(draft, present)],
    asks: shown(asks),
    writes: shown(added(logFile(draft), logFile(present))),
  };
}

/** Whether the user has to agree outside of the window: what it says cannot be trusted with that. */
export function wantsAgreement({ runs, reads }: Powers): boolean {
  return runs.length > 0 || reads.length > 0;
}
