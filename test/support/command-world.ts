import type { World } from '../../electron/commands/context.ts';
import { main } from '../../electron/commands/main.ts';
import { checkOutput } from './output-schema.ts';

/** The command line's surroundings in memory: nothing registered, streams that remember. */
export function commandWorld(parts: Partial<World> & { readonly isTTY?: boolean } = {}) {
  const { isTTY = false, ...rest } = parts;
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) => ({
    isTTY,
    write(text: string) {
      said[name] += text;
    },
  });
  const world: World = {
    version: '1.2.3',
    providers: [],
    needProviders: async () => undefined,
    channels: [],
    needChannels: async () => undefined,
    presets: {},
    sources: [],
    sourceFor: () => {
      throw new Error('no source was registered');
    },
    env: {},
    home: '/home/nobody',
    platform: 'linux',
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    demo: async () => 0,
    ...rest,
  };
  const run = async (...args: readonly string[]) => {
    said.stdout = '';
    said.stderr = '';
    const status = await main(args, world, new AbortController().signal);
    checkOutput(args, said.stdout);
    return { ...said, status };
  };
  return { world, run };
}
