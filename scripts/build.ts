import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, root } from './build/bundle.ts';
import { licencesText } from './build/licences.ts';
import { storeTrimmed, trimmed, updaterTrimmed } from './build/replace.ts';
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

/** Read by the main process when it fetches a new version of the program: most runs never do. */
const releases = await bundle({
  entryPoints: [source('desktop/releases/updater.ts')],
  outfile: join(out, 'releases.cjs'),
  platform: 'node',
  target: 'node24',
  external: ['electron'],
  plugins: [...updaterTrimmed],
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

writeWhole(join(out, 'licences.txt'), licencesText([cli, main, releases, preload, renderer], root));

// Where new versions are, and the key that signs them; another place for a test.
const identity = process.env.DDNS_TRAY_RELEASE || join(root, 'build', 'release.json');
writeWhole(join(out, 'release.json'), readFileSync(identity));
