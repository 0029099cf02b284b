import { displayWidth } from './width.ts';

/** Between these letters a Chinese or Japanese line may end. */
const east = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
/** What stands at no end of a line, and what at no start of one. */
const opening = '“‘（《(';
const closing = '”’）》，。、；：？！';

const piece = new RegExp(
  `\\s+|[${opening}]*(?:[${east}]|[^\\s${east}${opening}${closing}]+)(?:[${closing}]+[).,;:]*)?|[^]`,
  'gu',
);

/** A text in lines of at most `width` columns, apart from words that are longer by themselves. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const [part] of text.matchAll(piece)) {
    const wide = displayWidth(part);
    const isSpace = part.trim() === '';
    if (columns + wide > width && line !== '') {
      lines.push(line.trimEnd());
      line = '';
      columns = 0;
    }
    if (isSpace && line === '') continue;
    line += part;
    columns += wide;
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}
