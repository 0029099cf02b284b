/** What CHANGELOG.md says of one version. */
export interface ChangelogSection {
  /** As it is written there: 2026-11-23. */
  readonly date: string;
  /** Markdown, without the heading. */
  readonly text: string;
}

/**
 * A version's section, or undefined. A heading is `## [1.2.3] - 2026-11-23`, after Keep a Changelog;
 * a section without a text, or with a day that there never is, counts as missing.
 */
export function changelogSection(changelog: string, version: string): ChangelogSection | undefined {
  const sections = changelog.replaceAll('\r', '').split(/^## /m).slice(1);
  for (const section of sections) {
    const [heading = '', ...lines] = section.split('\n');
    const [, name, date = ''] = /^\[([^\]]+)\] - (\d{4}-\d{2}-\d{2}) *$/.exec(heading) ?? [];
    const text = lines.join('\n').trim();
    if (name === version && isDay(date) && /^[-*] /m.test(text)) return { date, text };
  }
  return undefined;
}

function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}
