import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { root } from './build/bundle.ts';
import { writeWhole } from './build/write.ts';

const source = join(root, 'renderer');

/**
 * Builds the settings window into a folder: `index.html`, `app.js` and `app.css`, each whole and
 * without source maps. Resolves with what it is made of. Rejects where esbuild finds an error.
 */
export async function buildRenderer(outdir: string): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    metafile: true,
    write: false,
    entryPoints: [
      { in: join(source, 'main.tsx'), out: 'app' },
      { in: join(source, 'styles', 'app.css'), out: 'app' },
    ],
    outdir,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    // Electron 45's.
    target: 'chrome156',
    // Calls take less room than the objects of the automatic runtime.
    tsconfigRaw: {
      compilerOptions: { jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' },
    },
    inject: [join(source, 'jsx.ts')],
    // Less to load than escapes: the page and its server say that it is UTF-8.
    charset: 'utf8',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  writeWhole(join(outdir, 'index.html'), readFileSync(join(source, 'index.html')));
  return metafile;
}
