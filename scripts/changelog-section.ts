import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changelogSection } from './dist/changelog.ts';
import { channelOf } from './dist/version.ts';

const nightlyNotes =
  'Built from the newest sources, to be tried out. CHANGELOG.md says what they have that no release has.';

/**
 * What CHANGELOG.md says of the version that a tag names, for the page of its release; a nightly
 * version needs no section. Throws a sentence where the tag names another version than package.json,
 * or the CHANGELOG says nothing of it.
 */
export function releaseNotes(tag: string, version: string, changelog: string): string {
  if (tag !== `v${version}`) {
    throw new Error(
      `The tag ${tag} does not name version ${version} of package.json: tag the commit that has the version.`,
    );
  }
  const section = changelogSection(changelog, version);
  if (section === undefined && channelOf(version) === 'nightly') return `${nightlyNotes}\n`;
  if (section === undefined) {
    throw new Error(
      `CHANGELOG.md has no section “## [${version}] - DATE” with entries: write one, and tag anew.`,
    );
  }
  return `${section.text}\n`;
}

if (import.meta.main) {
  const read = (name: string) => readFileSync(join(import.meta.dirname, '..', name), 'utf8');
  try {
    const { version } = JSON.parse(read('package.json')) as { readonly version: string };
    process.stdout.write(releaseNotes(process.argv[2] ?? '', version, read('CHANGELOG.md')));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
