import { CommanderError } from 'commander';
import { catalogue, pickLanguage } from '../contract/i18n/catalogue.ts';
import { type Language, languages } from '../contract/language.ts';
import type { Context, World } from './context.ts';
import { createOutput, type Output, wantsColour } from './output.ts';
import { createProgram, type Run } from './program.ts';
import { errorResult, type Result } from './result.ts';
import { usageSentence } from './usage.ts';

/** The value that follows an option, or stands behind its `=`. */
function optionValue(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  const found = args[at];
  return found === name ? args[at + 1] : found?.slice(name.length + 1);
}

/**
 * By `--lang`, else by the locale in the order that POSIX gives its variables, else the system's.
 * Where those variables are all there is, nothing set is English, and Intl's megabytes stay unread.
 */
export function languageOf(args: readonly string[], { env, platform }: World): Language {
  const wished = optionValue(args, '--lang');
  if (wished !== undefined) return pickLanguage([wished]);
  const locale = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((tag) => (tag ?? '') !== '');
  if (locale !== undefined) return pickLanguage([locale]);
  const hasOwn = platform === 'win32' || platform === 'darwin';
  return pickLanguage(hasOwn ? [new Intl.NumberFormat().resolvedOptions().locale] : []);
}

/** Parses the command line: what to run, the exit status of a help text, or the error. */
function parse(args: readonly string[], world: World, language: Language): Run | number | Result {
  const texts = catalogue(language).cli;
  const usage = (sentence: string, command = 'ddns-tray') =>
    errorResult(2, 'usage', texts.usage.together(sentence, texts.usage.seeHelp(command)));
  const chosen: Run[] = [];
  const program = createProgram(world, texts, (run) => chosen.push(run));
  const wished = optionValue(args, '--lang');
  if (wished !== undefined && !languages.some((one) => one === wished)) {
    return usage(texts.usage.language(wished));
  }
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    // The first word that is one: a later one is an argument of it, as in `service status`.
    const word = args.find((one) => program.commands.some((command) => command.name() === one));
    const command = program.commands.find((one) => one.name() === word);
    const options = [...program.options, ...(command?.options ?? [])];
    const known = {
      commands: program.commands.map((one) => one.name()),
      options: options.flatMap(({ long }) => long ?? []),
    };
    const name = command === undefined ? 'ddns-tray' : `ddns-tray ${command.name()}`;
    return usage(usageSentence(error, known, texts.usage), name);
  }
  return chosen[0] ?? usage(texts.usage.noCommand);
}

function finish(result: Result, output: Output): number {
  if (output.json) {
    output.data(
      'error' in result ? { ok: false, status: result.status, error: result.error } : result.data,
    );
  } else if ('error' in result) output.warn(result.page);
  else output.show(result.page);
  return result.status;
}

async function perform(run: Run, context: Context): Promise<Result | number> {
  const { output, signal } = context;
  const texts = catalogue(output.language).cli;
  try {
    return await run(context);
  } catch (error) {
    if (signal.aborted) return errorResult(1, 'interrupted', texts.interrupted);
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return errorResult(1, 'fault', output.clean(texts.fault(what)));
  }
}

/**
 * Runs one command line and resolves with the exit status. With `--json`, stdout gets one object
 * whatever happens.
 *
 * @param args without the runtime and the script
 * @param signal aborts when the user interrupts
 */
export async function main(
  args: readonly string[],
  world: World,
  signal: AbortSignal,
): Promise<number> {
  const language = languageOf(args, world);
  const output = createOutput({
    stdout: world.stdout,
    stderr: world.stderr,
    language,
    json: args.includes('--json'),
    colour: wantsColour(world.env, !args.includes('--no-color')),
  });
  const parsed = parse(args, world, language);
  if (typeof parsed === 'number') return parsed;
  const result =
    typeof parsed === 'function' ? await perform(parsed, { world, output, signal }) : parsed;
  return typeof result === 'number' ? result : finish(result, output);
}
