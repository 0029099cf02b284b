import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels as 24-bit colours, top row first. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly colours: Uint32Array;
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** Bytes of a pixel, by the PNG's colour type: RGB and RGBA. */
const pixelBytes: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

function chunksOf(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** PNG 9.4: the neighbour that is nearest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((one) => Math.abs(guess - one));
  if (Number(toLeft) <= Number(toAbove) && Number(toLeft) <= Number(toCorner)) return left;
  return Number(toAbove) <= Number(toCorner) ? above : corner;
}

/** Takes the filters of PNG 9.2 back, in place. */
function unfilter(rows: Buffer, stride: number, bytes: number): void {
  for (let row = 0; row * (stride + 1) < rows.length; row += 1) {
    const start = row * (stride + 1) + 1;
    const filter = rows[start - 1];
    for (let at = 0; at < stride; at += 1) {
      const here = start + at;
      const left = at < bytes ? 0 : (rows[here - bytes] ?? 0);
      const above = row === 0 ? 0 : (rows[here - stride - 1] ?? 0);
      const corner = at < bytes || row === 0 ? 0 : (rows[here - stride - 1 - bytes] ?? 0);
      const guesses = [0, left, above, (left + above) >> 1];
      const guess = filter === 4 ? paeth(left, above, corner) : (guesses[filter ?? 0] ?? 0);
      rows[here] = (rows[here] ?? 0) + guess;
    }
  }
}

/** Reads what Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced. Alpha is dropped. */
export function decodePng(png: Buffer): Pixels {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const bytes = pixelBytes[header[9] ?? 0];
  if (bytes === undefined || header[8] !== 8 || header[12] !== 0) throw new Error('another PNG');
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const rows = inflateSync(Buffer.concat(packed));
  unfilter(rows, width * bytes, bytes);
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; at += 1) {
    const row = Math.floor(at / width);
    colours[at] = rows.readUIntBE(row * (width * bytes + 1) + 1 + (at % width) * bytes, 3);
  }
  return { width, height, colours };
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Writes at most 256 colours, one byte each pixel. Every colour has to be in the palette. */
export function encodePng(
  { width, height, colours }: Pixels,
  palette: readonly number[],
  nearest: (colour: number) => number,
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.alloc(palette.length * 3);
  for (const [at, colour] of palette.entries()) table.writeUIntBE(colour, at * 3, 3);
  const rows = Buffer.alloc((width + 1) * height);
  for (const [at, colour] of colours.entries()) {
    rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = nearest(colour);
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
