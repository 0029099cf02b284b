import { inflateSync } from 'node:zlib';
import type { Colour } from './colour.ts';

/** One pixel of a bitmap in an .ico file; `masked` is its bit in the AND mask. */
export interface Pixel {
  readonly colour: Colour;
  readonly alpha: number;
  readonly masked: boolean;
}

/** The images of an .ico file, as its directory and each image's own header describe them. */
export function readIco(file: Buffer) {
  const count = file.readUInt16LE(4);
  const images = Array.from({ length: count }, (_, index) => {
    const entry = file.subarray(6 + 16 * index, 22 + 16 * index);
    const offset = entry.readUInt32LE(12);
    return {
      size: entry.readUInt8(0) || 256,
      height: entry.readUInt8(1) || 256,
      colours: entry.readUInt8(2),
      planes: entry.readUInt16LE(4),
      bits: entry.readUInt16LE(6),
      offset,
      data: file.subarray(offset, offset + entry.readUInt32LE(8)),
    };
  });
  return { header: [file.readUInt16LE(0), file.readUInt16LE(2)], first: 6 + 16 * count, images };
}

/** The pixels of a 32-bit bitmap with mask, top row first. */
export function bitmapPixels(data: Buffer): readonly Pixel[] {
  const size = data.readInt32LE(4);
  const maskRow = Math.ceil(size / 32) * 4;
  return Array.from({ length: size * size }, (_, index) => {
    const row = size - 1 - Math.floor(index / size);
    const x = index % size;
    const at = 40 + (row * size + x) * 4;
    const mask = data.readUInt8(40 + size * size * 4 + row * maskRow + Math.floor(x / 8));
    return {
      colour: [data.readUInt8(at + 2), data.readUInt8(at + 1), data.readUInt8(at)],
      alpha: data.readUInt8(at + 3),
      masked: ((mask >> (7 - (x % 8))) & 1) === 1,
    };
  });
}

/** A PNG file of 8 bits for each of red, green, blue and alpha, not interlaced: its width and pixels. */
export function readPng(file: Buffer) {
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const body = file.subarray(at + 8, at + 8 + file.readUInt32BE(at));
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(body);
  }
  const raw = inflateSync(Buffer.concat(data));
  const line = width * 4;
  const rgba = Buffer.alloc(line * height);
  for (let at = 0; at < rgba.length; at++) {
    const x = at % line;
    const y = Math.floor(at / line);
    const left = x < 4 ? 0 : (rgba[at - 4] ?? 0);
    const up = rgba[at - line] ?? 0;
    const corner = x < 4 ? 0 : (rgba[at - line - 4] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
    rgba[at] = raw.readUInt8(at + y + 1) + (guess[raw.readUInt8(y * (line + 1))] ?? 0);
  }
  return { width, height, bits: file[24], kind: file[25], rgba };
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
