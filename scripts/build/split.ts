import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile, transform } from 'esbuild';
import { ascii, shared } from './bundle.ts';
import { writeWhole } from './write.ts';

interface SplitOptions extends Pick<BuildOptions, 'target' | 'plugins'> {
  /** The source of the program's first file. */
  readonly entry: string;
  /** The folder that gets `NAME.cjs`, and beside it the folder `NAME` with the parts. */
  readonly out: string;
  readonly name: string;
}

/**
 * Builds a CommonJS program of which only what is used is read: what the source imports with `import()`
 * is a file of its own. In one file it would be parsed at each start, and keep 12 MB for as long as the
 * program runs. esbuild splits ECMAScript modules only, so each part is made one, and then turned.
 * Resolves with what it is made of.
 */
export async function bundleSplit({
  entry,
  out,
  name,
  ...options
}: SplitOptions): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    ...options,
    ...shared,
    platform: 'node',
    format: 'esm',
    splitting: true,
    entryPoints: { [name]: entry },
    outdir: out,
    outExtension: { '.js': '.cjs' },
    chunkNames: `${name}/[hash]`,
  });
  const parts = join(out, name);
  // The first file last: until then the old one finds its old parts.
  const files = outputFiles.toSorted(
    (a, b) => Number(b.path.startsWith(parts)) - Number(a.path.startsWith(parts)),
  );
  for (const { path, text } of files) {
    const { code } = await transform(text, {
      format: 'cjs',
      minify: true,
      platform: 'node',
      legalComments: 'none',
      ...(options.target === undefined ? {} : { target: options.target }),
      // Parts are loaded by require: import() would start the other loader of Node, and its memory.
      supported: { 'dynamic-import': false },
    });
    writeWhole(path, ascii(code), 0o755);
  }
  const fresh = new Set(files.map(({ path }) => basename(path)));
  for (const old of readdirSync(parts)) if (!fresh.has(old)) rmSync(join(parts, old));
  return metafile;
}
