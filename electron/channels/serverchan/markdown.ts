/** Marks inside a line. What old and new dialects let a backslash take the meaning of, others as entities. */
const inline: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '~': '&#126;',
  '\\': '\\\\',
  '`': '\\`',
  '*': '\\*',
  _: '\\_',
  '[': '\\[',
  ']': '\\]',
  '|': '\\|',
};

/** What makes a heading, a list, a line or a block of the line that it begins. */
function lineStart(line: string): string {
  return line
    .replace(/^[#+-]/, '\\$&')
    .replace(/^=/, '&#61;')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2');
}

/**
 * A plain text as Markdown that shows it as it is, each line a paragraph. Spaces before a line and
 * empty lines have no way to be shown. No more is escaped than has a meaning where it stands, since
 * previews show the escapes.
 */
export function asMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => lineStart(line.replace(/[&<>~\\`*_[\]|]/g, (mark) => inline[mark] ?? mark)))
    .join('\n\n');
}
