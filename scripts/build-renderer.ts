import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeWhole } from './build/write.ts';

const source = join(import.meta.dirname, '..', 'renderer');

/**
 * Builds the settings window into a folder: `index.html`, `app.js` and `app.css`, each whole and
 * without source maps. Rejects where esbuild finds an error.
 */
export async function buildRenderer(outdir: string): Promise<void> {
  const { outputFiles } = await build({
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
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'ascii',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const { path, contents } of outputFiles) writeWhole(path, contents);
  writeWhole(join(outdir, 'index.html'), readFileSync(join(source, 'index.html')));
}
