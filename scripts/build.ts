import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');
const outfile = join(root, 'out', 'cli.cjs');

/** Puts a smaller module in the place of one whose contents nobody of us uses. */
function replaced(filter: RegExp, contents: string): Plugin {
  return {
    name: `replaced ${filter.source}`,
    setup({ onLoad }) {
      onLoad({ filter }, () => ({ contents, loader: 'js' }));
    },
  };
}

/**
 * Builds the headless command: one CommonJS file without dependencies, for Node 20 and later. Its
 * size is resident memory while `ddns-tray run` waits, so what is never used stays out.
 */
const { outputFiles } = await build({
  entryPoints: [join(root, 'electron', 'cli.ts')],
  outfile,
  write: false,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [
    // Our own sentences are told, in two languages; zod's 50 are not.
    replaced(/zod\/v4\/locales\/index\.js$/, 'export { default as en } from "./en.js";'),
    // The MIME types of file uploads: axios would look them up, but no file is ever sent.
    replaced(/mime-db\/index\.js$/, 'module.exports = {};'),
  ],
});

// One letter over 255 doubles the memory of the whole source; only regular expressions keep any.
const text = (outputFiles[0]?.text ?? '').replace(/[^\p{ASCII}]/gu, (letter) =>
  Array.from(
    { length: letter.length },
    (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join(''),
);
mkdirSync(dirname(outfile), { recursive: true });
writeFileSync(outfile, text);
chmodSync(outfile, 0o755);
