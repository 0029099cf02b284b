import { Command, InvalidArgumentError } from 'commander';
import type { Messages } from '../contract/i18n/en.ts';
import type { Context, World } from './context.ts';
import { helpText } from './help.ts';
import type { Result } from './result.ts';

/** What the command line asks for; a number is an exit status, with all said already. */
export type Run = (context: Context) => Promise<Result | number>;

type Texts = Messages['cli'];

interface Building {
  readonly texts: Texts;
  readonly choose: (run: Run) => void;
}

interface Shared {
  readonly config?: true;
  readonly state?: true;
  readonly json?: true;
}

/** A path that is there; an empty one would mean the current folder. */
function pathOf(value: string): string {
  if (value === '') throw new InvalidArgumentError('empty');
  return value;
}

/** A subcommand with the options that several share. */
function declare(
  program: Command,
  name: keyof Texts['commands'],
  { config, state, json }: Shared,
  { texts }: Building,
): Command {
  const { options, metavar, commands } = texts;
  const command = program.command(name).description(commands[name]);
  if (config) command.requiredOption(`-c, --config <${metavar.file}>`, options.config, pathOf);
  if (state) command.option(`--state <${metavar.folder}>`, options.state, pathOf);
  if (json) command.option('--json', options.json);
  return command;
}

/** Each module is loaded when its command is asked for: `run` idles for months with what it needs. */
function addCommands(program: Command, building: Building): void {
  const { texts, choose } = building;
  const { options, metavar } = texts;
  const collect = (value: string, before: readonly string[]) => [...before, value];
  declare(program, 'update', { state: true, json: true }, building)
    .option(`-c, --config <${metavar.file}>`, options.config, pathOf)
    .option('--force', options.force)
    .option('--dry-run', options.dryRun)
    .option(`--record <${metavar.name}>`, options.record, collect, [])
    .action((given) =>
      choose(async (context) => (await import('./update.ts')).update(given, context)),
    );
  declare(program, 'run', { config: true, state: true }, building).action((given) =>
    choose(async (context) => (await import('./run.ts')).run(given, context)),
  );
  declare(program, 'ip', { json: true }, building)
    .option('-4, --ipv4', options.ipv4)
    .option('-6, --ipv6', options.ipv6)
    .option('--all', options.all)
    .action((given) => choose(async (context) => (await import('./ip.ts')).ip(given, context)));
  declare(program, 'verify', { config: true, state: true, json: true }, building).action((given) =>
    choose(async (context) => (await import('./verify.ts')).verify(given, context)),
  );
  declare(program, 'check', { config: true, json: true }, building).action((given) =>
    choose(async (context) => (await import('./check.ts')).check(given, context)),
  );
  declare(program, 'accounts', { config: true, json: true }, building)
    .argument('[ACCOUNT]', texts.arguments.account)
    .action((only, given) =>
      choose(async (context) => (await import('./accounts.ts')).accounts(only, given, context)),
    );
  declare(program, 'doctor', { config: true, state: true, json: true }, building)
    .option(`--reach <${metavar.target}>`, options.reach)
    .option(`--checker <${metavar.url}>`, options.checker)
    .action((given) =>
      choose(async (context) => (await import('./doctor.ts')).doctor(given, context)),
    );
  declare(program, 'import', { json: true }, building)
    .argument('[FILE]', texts.arguments.file)
    .option(`-o, --output <${metavar.file}>`, options.output, pathOf)
    .option('--write', options.write)
    .option('--env', options.env)
    .action((file, given) =>
      choose(async (context) => (await import('./import.ts')).importSettings(file, given, context)),
    );
  declare(program, 'status', { state: true, json: true }, building).action((given) =>
    choose(async (context) => (await import('./status.ts')).status(given, context)),
  );
  declare(program, 'history', { state: true, json: true }, building)
    .option(`--since <${metavar.time}>`, options.since)
    .option(`--until <${metavar.time}>`, options.until)
    .option(`--record <${metavar.name}>`, options.ofRecord)
    .option(`--kind <${metavar.kind}>`, options.kind, collect, [])
    .option(`--limit <${metavar.number}>`, options.limit)
    .action((given) =>
      choose(async (context) => (await import('./history.ts')).history(given, context)),
    );
  declare(program, 'notify', { config: true, state: true, json: true }, building)
    .argument('[ACTION]', texts.arguments.notifyAction)
    .argument('[CHANNEL]', texts.arguments.channel)
    .action((action, only, given) =>
      choose(async (context) => (await import('./notify.ts')).notify(action, only, given, context)),
    );
  declare(program, 'providers', { json: true }, building)
    .argument('[ID]', texts.arguments.id)
    .action((id) =>
      choose(async (context) => (await import('./providers.ts')).providers(id, context)),
    );
  declare(program, 'service', { state: true, json: true }, building)
    .argument('[ACTION]', texts.arguments.action)
    .option(`-c, --config <${metavar.file}>`, options.config, pathOf)
    .option('--user', options.user)
    .action((action, given) =>
      choose(async (context) => (await import('./service.ts')).service(action, given, context)),
    );
  declare(program, 'demo', {}, building).action(() =>
    choose(({ world, output }) => {
      const bold = (text: string) => output.style.paint(text, 'strong');
      const write = (text: string) => void world.stdout.write(text);
      return world.demo({ language: output.language, write, bold });
    }),
  );
}

/**
 * The command line's grammar. Parsing throws commander's `CommanderError` where it is wrong, and
 * after help or the version was printed; else `choose` hears what was asked for.
 */
export function createProgram(world: World, texts: Texts, choose: (run: Run) => void): Command {
  const { options, metavar } = texts;
  const program = new Command('ddns-tray')
    .description(texts.about)
    .helpOption('-h, --help', options.help)
    .helpCommand(false)
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureHelp({ formatHelp: (command) => helpText(command, texts) })
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      // Commander's sentences are English; the caller tells its own.
      outputError: () => undefined,
    })
    .version(world.version, '--version', options.version)
    .option(`--lang <${metavar.language}>`, options.lang)
    .option('--no-color', options.noColor);
  addCommands(program, { texts, choose });
  return program;
}
