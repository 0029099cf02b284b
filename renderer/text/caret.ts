import type { TextProblem } from '../../electron/contract/ipc.ts';

/** Lines that stay above the one to look at. */
const linesAbove = 3;

/** Leads the keyboard and the eye to a place; beyond the text's end, to the nearest place. */
export function placeCaret(area: HTMLTextAreaElement, { line, column }: TextProblem): void {
  const lines = area.value.split('\n');
  const at = Math.min(Math.max(line, 1), lines.length) - 1;
  const before = lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0);
  const within = Math.min(Math.max(column, 1) - 1, lines[at]?.length ?? 0);
  area.focus();
  area.setSelectionRange(before + within, before + within);
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = (at - linesAbove) * lineHeight;
}
