import type { EnginePorts } from '../core/engine.ts';
import type { Doors } from '../core/local/doors.ts';
import { rehearse } from '../core/local/rehearse.ts';
import type { Updater } from '../core/updater.ts';
import { doorSentence, openDoors } from '../node/local/doors.ts';
import type { Context } from './context.ts';
import type { DaemonLog } from './daemon-log.ts';

interface Parts {
  readonly updater: Updater;
  readonly engine: EnginePorts;
  readonly log: DaemonLog;
  readonly context: Context;
  /** The folder of the state, whose lock is held. */
  readonly folder: string;
}

/** Lets commands and other programs in while the daemon runs. */
export function openDaemonDoors({ updater, engine, log, context, folder }: Parts): Doors {
  const { world, output } = context;
  return openDoors(
    {
      target: {
        settings: () => updater.settings,
        state: () => updater.state,
        async check(options) {
          const report = await updater.check('user', options);
          return { report, state: updater.state, settings: updater.settings };
        },
        rehearse: (options) => rehearse(engine, updater.settings, updater.state, options),
      },
      clock: engine.clock,
      log: log.log,
      clean: output.clean,
      onNews(news) {
        const sentence = doorSentence(news, output.language);
        const isOpen = news.kind === 'open';
        log.say(sentence, 'local interface', { state: news.kind }, isOpen ? undefined : 'warn');
      },
    },
    { version: world.version, env: world.env, folder },
  );
}
