import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = join(import.meta.dirname, '..');
/** Another place for a test. */
const outfile = process.argv[2] ?? join(root, 'out', 'cli.cjs');

/** Puts a smaller module in the place of one whose contents nobody of us uses. */
function replaced(filter: RegExp, contents: string): Plugin {
  return {
    name: `replaced ${filter.source}`,
    setup({ onResolve, onLoad }) {
      // A built-in module has no file, so it gets a place of its own.
      onResolve({ filter }, ({ path }) => ({ path, namespace: 'replaced' }));
      onLoad({ filter }, () => ({ contents, loader: 'js' }));
    },
  };
}

/** Replaces a piece of a module's text. Fails the build where the piece is not there any more. */
function edited(filter: RegExp, piece: string, replacement: string): Plugin {
  return {
    name: `edited ${filter.source}`,
    setup({ onLoad }) {
      onLoad({ filter }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes(piece)) return { errors: [{ text: `${path} has no “${piece}”` }] };
        return { contents: text.replace(piece, replacement), loader: 'js' };
      });
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
  // winston's own diagnostics, with their colours, are for its developers.
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [
    // Our own sentences are told, in two languages; zod's 50 are not.
    replaced(/zod[\\/]v4[\\/]locales[\\/]index\.js$/, 'export { default as en } from "./en.js";'),
    // The MIME types of file uploads: axios would look them up, but no file is ever sent.
    replaced(/mime-db[\\/]index\.js$/, 'module.exports = {};'),
    // Its fetch adapter and its look at `FormData` would load all of undici: we use Node's http.
    replaced(
      /axios[\\/]lib[\\/]adapters[\\/]fetch\.js$/,
      'export const getFetch = () => undefined; export default undefined;',
    ),
    edited(
      /axios[\\/]lib[\\/]utils\.js$/,
      "typeof G.FormData !== 'undefined' ? G.FormData : undefined",
      'undefined',
    ),
    // Node's HTTP/2 is two megabytes for axios to load, and never asked for.
    replaced(/^http2$/, 'module.exports = {};'),
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
