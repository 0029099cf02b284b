import { spawnSync } from 'node:child_process';
import { it } from 'vitest';

/** Whether this machine lets us have a disk of our own. */
function canMount(): boolean {
  return spawnSync('unshare', ['--map-root-user', '--mount', 'true']).status === 0;
}

/** `it` for what needs {@link onDisk}: skipped loudly where that cannot be had, but not in CI. */
export function itWithDisk(): typeof it {
  if (canMount() || process.env.CI_NO_SKIPS === '1') return it;
  process.stderr.write('\n*** SKIPPED: scenarios on a disk of their own – no mount ***\n\n');
  return it.skip as typeof it;
}

/**
 * What runs a program with a disk of its own, mounted on a folder, with an empty folder `temp` where
 * it can be written to. Only that program and what it starts see it.
 * @param options what `mount` takes, such as `size=100k` or `ro`
 */
export function onDisk(folder: string, options: string): readonly string[] {
  const script = `mount -t tmpfs -o ${options} lab '${folder}' && (mkdir '${folder}/temp' || true) && exec "$@"`;
  return ['unshare', '--map-root-user', '--mount', 'sh', '-c', script, 'sh'];
}
