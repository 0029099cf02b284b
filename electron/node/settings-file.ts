import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { mostProblems, placeProblems } from '../core/document/problems.ts';
import { sealPlaces } from '../core/document/seal-place.ts';
import { secretId, textsOf } from '../core/document/texts.ts';
import type { PlacedProblem, Unsealed } from '../core/document.ts';
import { plainText } from '../core/plain-text.ts';
import { pathText, problemSentence } from '../core/settings/problem.ts';
import { readSettings, type SettingsWorld } from '../core/settings/reader.ts';
import { isMap } from '../core/settings/reader-walk.ts';
import type { ProblemText, Settings } from '../core/settings.ts';
import { createSealer } from './seal.ts';
import { createSecretResolver, type OpenedSecrets } from './secrets.ts';
import { readYaml } from './settings-file-yaml.ts';

/** A problem and the file that has it. */
export interface FileProblem extends PlacedProblem {
  readonly file: string;
}

export type SettingsFileResult =
  | { readonly ok: true; readonly settings: Settings; readonly secrets: readonly string[] }
  | {
      readonly ok: false;
      readonly problems: readonly FileProblem[];
      /** How many more there are than are given. */
      readonly more: number;
    };

export interface SettingsFileWorld extends Omit<SettingsWorld, 'resolveSecret'> {
  /** Sees to it that `providers` holds those that the accounts name, before they are looked at. */
  readonly needProviders?: (ids: readonly string[]) => Promise<void>;
  /** The same for `channels`. */
  readonly needChannels?: (ids: readonly string[]) => Promise<void>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const sizeLimit = 2 ** 20;

/** The start of a file, at most `limit` bytes and one more; undefined for what is no plain file. */
async function readStart(file: string, limit: number): Promise<Uint8Array | undefined> {
  // Without O_NONBLOCK, which Windows has not, a pipe that nobody writes to is waited for.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await handle.stat();
    if (!stat.isFile() && !stat.isDirectory()) return undefined;
    const buffer = new Uint8Array(limit + 1);
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.slice(0, length);
  } finally {
    await handle.close();
  }
}

async function readText(file: string): Promise<{ text: string } | { problem: ProblemText }> {
  try {
    const bytes = await readStart(file, sizeLimit);
    if (bytes === undefined) return { problem: { kind: 'unreadable', why: 'ENXIO' } };
    if (bytes.length > sizeLimit) return { problem: { kind: 'tooLarge', limit: sizeLimit } };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { problem: { kind: 'notText' } };
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const problem = code === 'ENOENT' ? { kind: 'noFile' as const } : undefined;
    return { problem: problem ?? { kind: 'unreadable', why: code } };
  }
}

/** What the entries of a section of a document name under `key`, right or wrong. */
function kindsNamed(value: unknown, section: string, key: string): readonly string[] {
  const entries = isMap(value) && isMap(value[section]) ? Object.values(value[section]) : [];
  return entries.flatMap((entry) => {
    const kind = isMap(entry) ? entry[key] : undefined;
    return typeof kind === 'string' ? [kind] : [];
  });
}

/** The variable that opens `{ sealed }` texts. */
const passphraseVariable = 'DDNS_TRAY_PASSPHRASE';

interface UnsealedTexts {
  readonly opened: OpenedSecrets;
  /** The passphrase, where it was used. */
  readonly secrets: readonly string[];
}

async function unsealTexts(value: unknown, world: SettingsFileWorld): Promise<UnsealedTexts> {
  const passphrase = world.env[passphraseVariable] ?? '';
  const document = isMap(value) ? value : {};
  const sealed = textsOf(document, world).filter(({ kind }) => kind === 'sealed');
  if (passphrase === '' || sealed.length === 0) return { opened: () => undefined, secrets: [] };
  const unseal = createSealer().unsealWith(passphrase);
  const placeOf = sealPlaces(document, world);
  const results = new Map<string, Unsealed>();
  for (const text of sealed) {
    results.set(secretId(text), await unseal(text.text, placeOf(text)));
  }
  return { opened: (at) => results.get(at), secrets: [passphrase] };
}

/**
 * Reads a settings file: UTF-8, YAML 1.2, at most 1 MiB. All its problems come back, each with its
 * place; none is thrown. Paths in the file are relative to the file.
 */
export async function readSettingsFile(
  file: string,
  world: SettingsFileWorld,
): Promise<SettingsFileResult> {
  const read = await readText(file);
  if ('problem' in read) {
    return { ok: false, problems: [{ file, line: 1, column: 1, path: [], ...read }], more: 0 };
  }
  const yaml = readYaml(read.text);
  const more = (all: readonly unknown[]) => Math.max(0, all.length - mostProblems);
  if (!yaml.ok) {
    const problems = yaml.problems.slice(0, mostProblems).map((each) => ({ file, ...each }));
    return { ok: false, problems, more: more(yaml.problems) };
  }
  await world.needProviders?.(kindsNamed(yaml.value, 'accounts', 'provider'));
  await world.needChannels?.(kindsNamed(yaml.value, 'channels', 'channel'));
  const folder = path.dirname(path.resolve(file));
  const unsealed = await unsealTexts(yaml.value, world);
  const resolveSecret = createSecretResolver(folder, world.env, unsealed.opened);
  const result = readSettings(yaml.value, { ...world, resolveSecret });
  if (!result.ok) {
    const placed = placeProblems(yaml, result.problems);
    const problems = placed.map((each) => ({ file, ...each }));
    problems.sort((a, b) => a.line - b.line || a.column - b.column);
    return { ok: false, problems, more: more(result.problems) };
  }
  const { log } = result.settings;
  const logFile = log.file === undefined ? undefined : path.resolve(folder, log.file);
  const settings = { ...result.settings, log: { ...log, file: logFile } };
  return { ok: true, settings, secrets: [...result.secrets, ...unsealed.secrets] };
}

/** One line for one problem, in the form that editors follow: `FILE:LINE:COLUMN: field: sentence`. */
export function fileProblemLine(problem: FileProblem, language: Language): string {
  const { file, line, column, path: at } = problem;
  const sentence = problemSentence(problem.problem, language);
  const text = catalogue(language).settings.line(pathText(at), sentence);
  return `${plainText(file)}:${line}:${column}: ${text}`;
}
