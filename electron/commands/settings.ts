import { existsSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../contract/i18n/catalogue.ts';
import { pathText, problemSentence } from '../core/settings/problem.ts';
import type { Settings } from '../core/settings.ts';
import { line } from '../core/views/page.ts';
import { createFingerprint, folderSalt, randomSalt } from '../node/fingerprint.ts';
import { defaultStateFolder } from '../node/paths.ts';
import { type FileProblem, fileProblemLine, readSettingsFile } from '../node/settings-file.ts';
import { StateWriteError } from '../node/state-error.ts';
import type { Context, World } from './context.ts';
import type { ErrorData, Result } from './result.ts';
import { stateFailure } from './state.ts';

type Failed = Extract<Result, { error: ErrorData }>;

/** The folder that `--state` names, or the system's own place. */
export function stateFolder(world: World, option: string | undefined): string {
  return option === undefined ? defaultStateFolder(world) : path.resolve(option);
}

/** What is wrong with a settings file, as `FILE:LINE:COLUMN: field: sentence` for people. */
function settingsFailure(
  problems: readonly FileProblem[],
  more: number,
  { output }: Context,
): Failed {
  const { language } = output;
  const texts = catalogue(language).cli.check;
  const lines = problems.map((problem) => fileProblemLine(problem, language));
  if (more > 0) lines.push(texts.more(more));
  const data = problems.map(({ file, line: row, column, path: at, problem }) => ({
    file,
    line: row,
    column,
    field: pathText(at),
    message: problemSentence(problem, language),
  }));
  const message = texts.bad(problems.length + more);
  return {
    status: 2,
    error: { kind: 'settings', message, problems: data },
    page: lines.map((text) => line(text, 'bad')),
  };
}

interface Wish {
  readonly file: string;
  readonly folder: string;
  /** `keep` makes the folder's salt where there is none; `look` writes nothing at all. */
  readonly salt: 'keep' | 'look';
}

/** An existing salt makes the fingerprints compare with those of the state; else there is no state. */
function saltOf({ folder, salt }: Wish): string {
  const there = salt === 'keep' || existsSync(path.join(folder, 'salt'));
  return there ? folderSalt(folder) : randomSalt();
}

/**
 * Reads the settings. A secret that was read is taken out of everything from then on. What is wrong
 * with the settings is told before what is wrong with the state folder.
 */
export async function loadSettings(
  context: Context,
  wish: Wish,
): Promise<{ readonly settings: Settings; readonly secrets: readonly string[] } | Failed> {
  const { world, output } = context;
  const { providers, needProviders, channels, needChannels, sources, env } = world;
  let salt = randomSalt();
  let trouble: StateWriteError | undefined;
  try {
    salt = saltOf(wish);
  } catch (error) {
    if (!(error instanceof StateWriteError)) throw error;
    trouble = error;
  }
  const fingerprint = createFingerprint(salt);
  const read = await readSettingsFile(wish.file, {
    providers,
    needProviders,
    channels,
    needChannels,
    sources,
    env,
    fingerprint,
  });
  if (!read.ok) return settingsFailure(read.problems, read.more, context);
  output.hide(read.secrets);
  if (trouble !== undefined && wish.salt === 'keep') return stateFailure(trouble, output.language);
  return read;
}
