/** What a palette is made of. */
type Counted = readonly [colour: number, count: number];

/** Enough for smooth letters on few plain areas; with 256 a file is a fifth larger. */
const most = 64;

const channels: readonly number[] = [16, 8, 0];

const channelOf = (colour: number, shift: number) => (colour >> shift) & 0xff;

/** The channel in which the colours differ most, and by how much. */
function widest(box: readonly Counted[]): { readonly shift: number; readonly range: number } {
  const [first, ...rest] = channels.map((shift) => {
    const values = box.map(([colour]) => channelOf(colour, shift));
    const range = values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
    return { shift, range };
  });
  return rest.reduce((a, b) => (b.range > a.range ? b : a), first ?? { shift: 0, range: 0 });
}

/**
 * At most 64 colours for a picture, by median cut (Heckbert 1982): the box that is widest, weighed
 * with its pixels, is cut where half of its colours lie. A box stands for its most frequent colour, so
 * that plain areas keep theirs.
 */
export function paletteOf(colours: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const boxes: (readonly Counted[])[] = [[...counts]];
  while (boxes.length < Math.min(most, counts.size)) {
    const weights = boxes.map((box) => {
      const pixels = box.reduce((sum, [, count]) => sum + count, 0);
      return box.length < 2 ? 0 : widest(box).range ** 2 * Math.sqrt(pixels);
    });
    const at = weights.indexOf(Math.max(...weights));
    const { shift } = widest(boxes[at] ?? []);
    const sorted = (boxes[at] ?? []).toSorted(
      ([a], [b]) => channelOf(a, shift) - channelOf(b, shift) || a - b,
    );
    const middle = sorted.length >> 1;
    boxes.splice(at, 1, sorted.slice(0, middle), sorted.slice(middle));
  }
  return boxes.map((box) => box.reduce((a, b) => (b[1] > a[1] ? b : a))[0]);
}

/** Finds the place of a colour's nearest in a palette. */
export function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map(palette.map((colour, at) => [colour, at]));
  const distance = (a: number, b: number) =>
    channels.reduce((sum, shift) => sum + (channelOf(a, shift) - channelOf(b, shift)) ** 2, 0);
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const distances = palette.map((one) => distance(one, colour));
    const at = distances.indexOf(Math.min(...distances));
    known.set(colour, at);
    return at;
  };
}
