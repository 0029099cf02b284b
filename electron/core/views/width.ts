/** Marks that join the letter before, and what has no width at all. */
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** Unicode TR 11: Wide and Fullwidth, as blocks. An ambiguous width counts as one column. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

/** The columns that a text takes in a terminal: East Asian letters take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (zeroWidth.test(letter)) continue;
    width += wideBlocks.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
  }
  return width;
}
