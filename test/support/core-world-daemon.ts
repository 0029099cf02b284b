import type { Settings } from '../../electron/core/settings.ts';
import type { CoreWorld } from './core-world.ts';
import { record, settingsOf } from './core-world-parts.ts';

export const www = record('www.example.com');
export const oneRecord = settingsOf([www]);

/** A process that runs until the test ends it. */
export async function started(world: CoreWorld, of: Settings = oneRecord) {
  const updater = await world.open(of);
  const running = updater.run();
  await world.clock.advance(0);
  return { updater, running };
}

/** The sources keep the round under way until the test lets them answer. */
export function held(world: CoreWorld): () => void {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  for (const source of world.sources) {
    const { ask } = source;
    source.ask = async (family, context) => {
      await gate;
      return ask(family, context);
    };
  }
  return open;
}

/** The triggers of all checks that began, in order. */
export function checks({ log }: CoreWorld): readonly unknown[] {
  return log.filter(({ message }) => message === 'check').map(({ fields }) => fields?.trigger);
}
