import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { writeWhole } from './write.ts';

/** Where esbuild works: what it says about the inputs is relative to it. */
export const root = join(import.meta.dirname, '..', '..');

/** What all bundles have in common. */
export const shared = {
  absWorkingDir: root,
  metafile: true,
  write: false,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  // winston's own diagnostics, with their colours, are for its developers.
  define: { 'process.env.NODE_ENV': '"production"' },
} as const satisfies BuildOptions;

/**
 * Builds one CommonJS file without dependencies. Its size is resident memory for as long as the
 * program runs, so what is never used stays out. Resolves with what it is made of.
 */
export async function bundle(
  options: Omit<BuildOptions, 'metafile' | 'write'> & { readonly outfile: string },
): Promise<Metafile> {
  const { outputFiles, metafile } = await build({ ...options, ...shared, format: 'cjs' });
  const [output] = outputFiles;
  writeWhole(options.outfile, ascii(output?.text ?? ''), 0o755);
  return metafile;
}

/** One letter over 255 doubles the memory of the whole source; only regular expressions keep any. */
export function ascii(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (letter) =>
    Array.from(
      { length: letter.length },
      (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
