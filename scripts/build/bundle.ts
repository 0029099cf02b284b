import { type BuildOptions, build } from 'esbuild';
import { writeWhole } from './write.ts';

/**
 * Builds one CommonJS file without dependencies. Its size is resident memory for as long as the
 * program runs, so what is never used stays out.
 */
export async function bundle(options: BuildOptions & { readonly outfile: string }): Promise<void> {
  const { outputFiles } = await build({
    write: false,
    bundle: true,
    format: 'cjs',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    // winston's own diagnostics, with their colours, are for its developers.
    define: { 'process.env.NODE_ENV': '"production"' },
    ...options,
  });
  const [output] = outputFiles ?? [];
  writeWhole(options.outfile, ascii(output?.text ?? ''), 0o755);
}

/** One letter over 255 doubles the memory of the whole source; only regular expressions keep any. */
function ascii(text: string): string {
  return text.replace(/[^\p{ASCII}]/gu, (letter) =>
    Array.from(
      { length: letter.length },
      (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}
