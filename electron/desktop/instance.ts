import { app } from 'electron';
import { type Launch, parseLaunch } from './arguments.ts';

/** What a second start asks of the instance that runs. */
export type SecondCommand = 'settings' | 'updateNow' | 'quit';

interface InstanceOptions {
  readonly launch: Launch;
  /** As given to `parseLaunch`. */
  readonly args: readonly string[];
  readonly onCommand: (command: SecondCommand) => void;
}

const mostArguments = 100;
const longestArgument = 4096;

/** The second start's own words: Chromium reorders what stands in `argv`. */
function ownArguments(data: unknown): readonly string[] | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const args: unknown = Reflect.get(data, 'args');
  const sound = (arg: unknown) => typeof arg === 'string' && arg.length <= longestArgument;
  return Array.isArray(args) && args.length <= mostArguments && args.every(sound)
    ? args
    : undefined;
}

/** A plain start is a wish to see something; one at login is not. */
function secondCommand(args: readonly string[]): SecondCommand | undefined {
  const { command } = parseLaunch(args);
  if (command === 'hidden') return undefined;
  return command === 'plain' ? 'settings' : command;
}

/**
 * Makes this the one instance on its data folder; before anything is opened there. False where
 * another is: it has been told what was wanted, and this process ends at once. So it does where
 * nothing runs that `--quit` could end.
 */
export function claimInstance({ launch, args, onCommand }: InstanceOptions): boolean {
  const claimed = app.requestSingleInstanceLock({ args });
  if (!claimed || launch.command === 'quit') {
    app.exit(0);
    return false;
  }
  app.on('second-instance', (_event, argv, _folder, data) => {
    const command = secondCommand(ownArguments(data) ?? argv.slice(1));
    if (command !== undefined) onCommand(command);
  });
  return true;
}
