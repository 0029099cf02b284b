/** A table of texts: the first column is a label, the others are numbers. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes?: readonly string[];
}

/** Lines without a newline at their ends; the first column is left-aligned, the others right. */
export function renderTable({ title, columns, rows, notes = [] }: Table): readonly string[] {
  const all = [columns, ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    widths
      .map((width, at) => {
        const text = row[at] ?? '';
        return at === 0 ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [title, '', line(columns), rule, ...rows.map(line), ...notes.map((note) => `* ${note}`)];
}

const none = '–';

/** Whole numbers; a dash where nothing was measured. */
export function count(value: number | undefined): string {
  return value === undefined ? none : String(Math.round(value));
}

/** Milliseconds. */
export function milliseconds(value: number | undefined): string {
  return value === undefined ? none : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

/** Seconds with two digits, the kernel's own resolution. */
export function seconds(value: number | undefined): string {
  return value === undefined ? none : `${value.toFixed(2)} s`;
}

/** KiB in, MB (of 1024 KiB) out. */
export function megabytes(kib: number | undefined): string {
  return kib === undefined ? none : `${(kib / 1024).toFixed(1)} MB`;
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}
