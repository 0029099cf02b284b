import { type BuildOptions, build } from 'esbuild';
import { writeWhole } from './write.ts';

/** What all bundles have in common. */
export const shared = {
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
 * program runs, so what is never used stays out.
 */
export async function bundle(options: BuildOptions & { readonly outfile: string }): Promise<void> {
  const { outputFiles } = await build({ ...shared, format: 'cjs', ...options });
  const [output] = outputFiles ?? [];
  writeWhole(options.outfile, ascii(output?.text ?? ''), 0o755);
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
