import { join } from 'node:path';
import { bundle, root } from './build/bundle.ts';
import { licencesText } from './build/licences.ts';
import { storeTrimmed, trimmed } from './build/replace.ts';
import { bundleSplit } from './build/split.ts';
import { writeWhole } from './build/write.ts';
import { buildRenderer } from './build-renderer.ts';

const source = (name: string) => join(root, 'electron', name);
/** Another place for a test. */
const out = process.argv[2] ?? join(root, 'out');

/** The headless command, for Node 20 and later. */
const cli = await bundleSplit({
  entry: source('cli.ts'),
  out,
  name: 'cli',
  target: 'node20',
  plugins: [...trimmed],
});

/** The desktop app's main process: one file, so that nothing is left to load before `ready`. */
const main = await bundle({
  entryPoints: [source('main.ts')],
  outfile: join(out, 'main.cjs'),
  platform: 'node',
  target: 'node24',
  external: ['electron'],
  plugins: [...trimmed, ...storeTrimmed],
});

/** Sandboxed: one CommonJS file that may require nothing but Electron's own part. */
const preload = await bundle({
  entryPoints: [source('preload.ts')],
  outfile: join(out, 'preload.cjs'),
  platform: 'browser',
  target: 'chrome156',
  external: ['electron'],
});

const renderer = await buildRenderer(join(out, 'renderer'));

writeWhole(join(out, 'licences.txt'), licencesText([cli, main, preload, renderer], root));
