const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** What a page shows of one paragraph: escapes undone, markup obeyed and gone. */
function shownLine(line: string): string {
  const rest = line
    .replace(/^(?:#{1,6}(?: |$)|>|[-+*] |\d{1,9}[.)] )/, '')
    .replace(/^(?:[-*_] ?){3,}$|^=+$/, '');
  return rest.replace(
    /\\([\\`*_{}[\]()>#+.!|-])|&(?:#(\d+)|(\w+));|<[^>]*>|`+|[*_]+|~~|!?\[([^\]]*)\]\([^)]*\)|\|/g,
    (found, escaped?: string, code?: string, name?: string, link?: string) => {
      if (escaped !== undefined) return escaped;
      if (code !== undefined) return String.fromCodePoint(Number(code));
      if (name !== undefined) return entities[name] ?? found;
      return link ?? '';
    },
  );
}

/**
 * What a reader sees of a text in Markdown, by the dialect that knows the fewest escapes
 * (Parsedown 1.7); lines of one paragraph run together.
 */
export function shownMarkdown(text: string): string {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split('\n').map(shownLine).join(' '))
    .filter((line) => line !== '')
    .join('\n');
}
