import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { ImportPreview, Powers } from '../../contract/ipc.ts';
import type { Language } from '../../contract/language.ts';
import type { ReadText, Unsealed } from '../document.ts';
import type { Settled } from '../import/settle.ts';
import { plainText } from '../plain-text.ts';
import type { ManagedRecord } from '../record.ts';
import { isMap } from '../settings/reader-walk.ts';
import { closedWorld, type DocumentWorld, type Judged, judgeDraft, type Present } from './judge.ts';
import type { Kinds } from './owners.ts';
import { newPowers } from './powers.ts';
import { placeProblems, textProblems } from './problems.ts';
import { sealPlaces } from './seal-place.ts';
import { mapTexts, secretId, textsOf } from './texts.ts';
import { fieldLabel } from './views.ts';

/** A file that was chosen to be imported, and what became of it since. */
export interface PendingImport {
  readonly id: string;
  readonly file: string;
  readonly read: ReadText;
  /** Where the file is one of another program. */
  readonly foreign?: Settled | undefined;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
}

const nameLimit = 200;

function recordText({ name, type }: ManagedRecord): string {
  return `${name} ${type}`;
}

function namesOf(section: unknown): readonly string[] {
  return isMap(section) ? Object.keys(section).map((each) => plainText(each, nameLimit)) : [];
}

/** What the import would make of the settings, seals left closed. */
export function judgeImport(read: ReadText, present: Present, world: DocumentWorld): Judged {
  return judgeDraft(read.ok ? read.value : {}, present, world, 'wait');
}

/** The powers that a read text would get. */
export function powersOf(
  read: ReadText,
  present: Present,
  kinds: Kinds,
  language: Language,
): Powers {
  const draft = read.ok && isMap(read.value) ? read.value : {};
  return newPowers(draft, present.document, kinds, language);
}

/** What the user sees of an import before it counts. `now` are the records of the present settings. */
export function previewImport(
  { id, file, read }: PendingImport,
  present: Present,
  now: readonly ManagedRecord[],
  world: DocumentWorld,
  language: Language,
): ImportPreview {
  const words = catalogue(language).document;
  const head = { id, file: plainText(file, nameLimit) };
  if (!read.ok) {
    const problems = textProblems(read.problems, language);
    const nothing = { accounts: [], channels: [], records: [], missing: [], removed: [] };
    const powers = powersOf(read, present, world, language);
    return { ...head, needsPassphrase: false, ...nothing, powers, problems };
  }
  const { document, fresh, kept, result } = judgeImport(read, present, closedWorld(world));
  const texts = textsOf(document, world);
  const missing = texts.flatMap((text) => {
    const place = secretId(text);
    const there = fresh.has(place) || (kept.has(place) && present.texts.has(place));
    if (text.kind !== 'sealed' && (text.kind !== 'secret' || there)) return [];
    const { name, schema } = text.owner;
    return [words.field(plainText(name, nameLimit), fieldLabel(schema, text.path, language))];
  });
  const records = result.ok ? [...new Set(result.settings.records.map(recordText))] : [];
  const told = (id: string) => catalogue(language).history.what.channel(id);
  const channels = namesOf(document.channels);
  const silent = namesOf(present.document.channels).filter((each) => !channels.includes(each));
  const unkept = now.map(recordText).filter((text) => !records.includes(text));
  const removed = result.ok ? [...unkept, ...silent.map(told)] : [];
  const problems = result.ok ? [] : textProblems(placeProblems(read, result.problems), language);
  return {
    ...head,
    needsPassphrase: texts.some(({ kind }) => kind === 'sealed'),
    accounts: namesOf(document.accounts),
    channels,
    records,
    missing,
    removed: [...new Set(removed)],
    powers: powersOf(read, present, world, language),
    problems,
  };
}

/** A read text whose sealed texts are open, or why one did not open. */
export async function unsealText(
  read: ReadText,
  kinds: Kinds,
  unseal: (sealed: string, place: string) => Promise<Unsealed>,
): Promise<ReadText | Extract<Unsealed, { ok: false }>['why']> {
  if (!read.ok || !isMap(read.value)) return read;
  const placeOf = sealPlaces(read.value, kinds);
  const opened = new Map<string, string>();
  for (const text of textsOf(read.value, kinds)) {
    if (text.kind !== 'sealed') continue;
    const result = await unseal(text.text, placeOf(text));
    if (!result.ok) return result.why;
    opened.set(secretId(text), result.text);
  }
  const value = mapTexts(read.value, kinds, (text) =>
    text.kind === 'sealed' ? opened.get(secretId(text)) : undefined,
  );
  return { ...read, value };
}

/** As the import counts: what is still sealed is a secret to be entered. */
export function withoutSeals(read: ReadText, kinds: Kinds): ReadText {
  if (!read.ok || !isMap(read.value)) return read;
  // No place has this name, so that no secret of now is taken for it.
  const lost = { secret: '' };
  const value = mapTexts(read.value, kinds, ({ kind }) => (kind === 'sealed' ? lost : undefined));
  return { ...read, value };
}
