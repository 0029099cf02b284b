import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

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

/** What the libraries of every bundle bring along and nobody asks for. */
export const trimmed: readonly Plugin[] = [
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
];

/** What electron-store brings along: settings are checked and migrated by code of our own. */
export const storeTrimmed: readonly Plugin[] = [
  replaced(/^ajv[\\/]dist[\\/]2020\.js$/, 'export const Ajv2020 = undefined;'),
  replaced(/^ajv-formats$/, 'export default undefined;'),
  replaced(/^semver$/, 'export default {};'),
  // It would answer every sender on a channel of its own, past the one door of ours.
  edited(
    /electron-store[\\/]index\.js$/,
    'const {app, ipcMain, shell} = electron;',
    'const app = undefined, ipcMain = undefined, shell = undefined;',
  ),
];

/** What electron-updater brings along for hosts that are not ours: the feed is read by code of our own. */
export const updaterTrimmed: readonly Plugin[] = [
  replaced(/^\.\/providerFactory$/, 'export const createClient = undefined;'),
  replaced(/^\.\/providers\/GenericProvider$/, 'export const GenericProvider = undefined;'),
  // It reads XML, and nobody here does.
  replaced(/^sax$/, 'module.exports = {};'),
  // Its lines for developers; the log has those that matter.
  replaced(/^debug$/, 'export default () => Object.assign(() => {}, { enabled: false });'),
];
