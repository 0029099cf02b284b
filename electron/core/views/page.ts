import { displayWidth } from './width.ts';
import { wrapText } from './wrap-text.ts';

/** What a text says about itself beside its words; a terminal shows it as colour. */
export type Tone = 'good' | 'bad' | 'warn' | 'quiet' | 'strong';

export interface Cell {
  readonly text: string;
  readonly tone?: Tone | undefined;
}

/** What a command shows to people: lines and tables, in order. */
export type Block =
  | { readonly kind: 'line'; readonly text: string; readonly tone?: Tone | undefined }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    }
  /** What happened at a time; `depth` is how far it belongs under the one before. */
  | {
      readonly kind: 'entry';
      readonly time: string;
      readonly depth: 0 | 1;
      readonly text: string;
      readonly tone?: Tone | undefined;
    };

type Entry = Extract<Block, { kind: 'entry' }>;

export type Page = readonly Block[];

/** How the place where a page appears wants it. */
export interface PageStyle {
  /** Columns stand under each other; else a tab stands between them. */
  readonly aligned: boolean;
  readonly paint: (text: string, tone: Tone) => string;
}

/** Neither colour nor alignment: for a pipe or a file. */
export const plainStyle: PageStyle = { aligned: false, paint: (text) => text };

export function line(text: string, tone?: Tone): Block {
  return { kind: 'line', text, tone };
}

const gap = '  ';

function painted({ text, tone }: Cell, { paint }: PageStyle): string {
  return tone === undefined || text === '' ? text : paint(text, tone);
}

function tableLines(
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  style: PageStyle,
): readonly string[] {
  const all = [head.map((text): Cell => ({ text, tone: 'quiet' })), ...rows];
  if (!style.aligned) return all.map((row) => row.map((cell) => painted(cell, style)).join('\t'));
  const widths = head.map((_, at) =>
    Math.max(...all.map((row) => displayWidth(row[at]?.text ?? ''))),
  );
  return all.map((row) =>
    row
      .map((cell, at) => {
        const room = (widths[at] ?? 0) - displayWidth(cell.text);
        const last = row.slice(at + 1).every(({ text }) => text === '');
        return painted(cell, style) + (last ? '' : ' '.repeat(room) + gap);
      })
      .join('')
      .trimEnd(),
  );
}

/** Columns of a line of entries; a terminal has at least as many. */
const entryWidth = 80;

/** Under each other, a time that is the same as before is said once, and long texts are wrapped. */
function entryLines(
  { time, depth, text, tone }: Entry,
  before: Block | undefined,
  style: PageStyle,
): readonly string[] {
  if (!style.aligned) return [`${time}\t${painted({ text, tone }, style)}`];
  const isSame = before?.kind === 'entry' && before.time === time;
  const room = displayWidth(time) + gap.length + depth * gap.length;
  return wrapText(text, entryWidth - room - gap.length).map((each, at) => {
    const start = at === 0 && !isSame ? `${time}${gap}${gap.repeat(depth)}` : ' '.repeat(room);
    return `${start}${at === 0 ? '' : gap}${painted({ text: each, tone }, style)}`;
  });
}

/** The lines of a page. A column that is empty in every row is left out. */
export function renderPage(page: Page, style: PageStyle): readonly string[] {
  return page.flatMap((block, at) => {
    if (block.kind === 'line') return [painted(block, style)];
    if (block.kind === 'entry') return entryLines(block, page[at - 1], style);
    const used = block.head.map((_, at) => block.rows.some((row) => (row[at]?.text ?? '') !== ''));
    const keep = <T>(row: readonly T[]) => row.filter((_, at) => used[at]);
    return tableLines(keep(block.head), block.rows.map(keep), style);
  });
}
