import type { SettingsDocument } from '../document.ts';
import { plainText } from '../plain-text.ts';
import type { Provider } from '../provider.ts';
import { isMap } from '../settings/reader-walk.ts';
import { textsOf } from './texts.ts';

/** What a settings text makes the app do on this computer, beside asking and telling services. */
export interface Powers {
  /** Command lines that are run to learn the address. */
  readonly runs: readonly string[];
  /** Environment variables, and files, whose contents are sent to a service. */
  readonly reads: readonly string[];
}

const longest = 500;

function commandsOf({ sources }: SettingsDocument): readonly string[] {
  if (!isMap(sources)) return [];
  const entries = Object.values(sources).flatMap((list) => (Array.isArray(list) ? list : [list]));
  return entries.flatMap((entry: unknown) =>
    isMap(entry) && typeof entry.command === 'string' ? [entry.command] : [],
  );
}

function powersOf(document: SettingsDocument, providers: readonly Provider[]): Powers {
  const reads = textsOf(document, providers).flatMap(({ kind, text }) => {
    if (kind === 'env') return [`$${text}`];
    return kind === 'file' ? [text] : [];
  });
  return { runs: commandsOf(document), reads };
}

/**
 * The powers that a text would get and that the present one has not: a stranger's file may hold a
 * command, or send a file of the user's to a server of their own.
 */
export function newPowers(
  document: SettingsDocument,
  present: SettingsDocument,
  providers: readonly Provider[],
): Powers {
  const next = powersOf(document, providers);
  const now = powersOf(present, providers);
  const added = (all: readonly string[], known: readonly string[]) =>
    [...new Set(all)].filter((one) => !known.includes(one)).map((one) => plainText(one, longest));
  return { runs: added(next.runs, now.runs), reads: added(next.reads, now.reads) };
}
