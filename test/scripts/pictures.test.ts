import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { renderSvg } from '../../scripts/icons/render.ts';
import { nearestIn, paletteOf } from '../../scripts/pictures/palette.ts';
import { decodePng, encodePng, type Pixels } from '../../scripts/pictures/png.ts';
import { readPng } from '../support/icon-files.ts';

/** Plain areas, slants and a gradient: every filter of PNG has its use. */
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 48">
  <defs><linearGradient id="g"><stop stop-color="#0a5"/><stop offset="1" stop-color="#f40"/></linearGradient></defs>
  <rect width="64" height="48" fill="#f3f3f3"/>
  <rect x="4" y="4" width="40" height="9" fill="url(#g)"/>
  <path d="M5 40 L30 20 L60 44 Z" fill="#202020"/>
</svg>`;

/** Without alpha, as {@link Pixels} has them. */
function coloursOf(rgba: Uint8Array): readonly number[] {
  const bytes = Buffer.from(rgba);
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUIntBE(at * 4, 3));
}

function packed(pixels: Pixels) {
  const palette = paletteOf(pixels.colours);
  return { palette, png: encodePng(pixels, palette, nearestIn(palette)) };
}

it('reads a picture as it was drawn', () => {
  const { png, rgba } = renderSvg(drawing, 64);
  const { width, height, colours } = decodePng(Buffer.from(png));
  expect([width, height]).toEqual([64, 48]);
  expect([...colours]).toEqual(coloursOf(rgba));
});

it('reads every filter of PNG as another reader does', () => {
  const [width, height] = [7, 10];
  const rows = Array.from({ length: height }, (_, row) => [
    row % 5,
    ...Array.from({ length: width * 4 }, (__, at) => (row * 89 + at * at * 31 + at * 57) % 256),
  ]);
  const parts: readonly (readonly [type: string, data: Buffer])[] = [
    ['IHDR', Buffer.from([0, 0, 0, width, 0, 0, 0, height, 8, 6, 0, 0, 0])],
    ['IDAT', deflateSync(Buffer.from(rows.flat()))],
    ['IEND', Buffer.alloc(0)],
  ];
  const chunks = parts.map(([type, data]) => {
    const length = Buffer.from([0, 0, data.length >> 8, data.length & 255]);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  });
  const file = Buffer.concat([Buffer.alloc(8), ...chunks]);
  expect([...decodePng(file).colours]).toEqual(coloursOf(readPng(file).rgba));
});

it('keeps each of a few colours, and the plain ones among many', () => {
  const few = Uint32Array.from({ length: 640 }, (_, at) => (at % 64) * 0x040201);
  expect(new Set(paletteOf(few))).toEqual(new Set(few));
  const { colours } = decodePng(Buffer.from(renderSvg(drawing, 512).png));
  expect(new Set(colours).size).toBeGreaterThan(64);
  const palette = paletteOf(colours);
  expect(palette).toHaveLength(64);
  const greys = Array.from({ length: 256 }, (_, at) => at * 0x010101);
  const plain = [0x808080, 0xf3f3f3];
  const areas = plain.flatMap((colour) => Array.from({ length: 500 }, () => colour));
  expect(paletteOf(Uint32Array.from([...greys, ...areas]))).toEqual(expect.arrayContaining(plain));
  const near = nearestIn(palette);
  const blue = (colour: number) => colour & 0xff;
  const gaps = [...new Set(colours)].map((colour) =>
    Math.abs(blue(palette[near(colour)] ?? 0) - blue(colour)),
  );
  expect(Math.max(...gaps)).toBeLessThan(24);
});

it('writes a picture that others read as it was', () => {
  const few = {
    width: 8,
    height: 8,
    colours: Uint32Array.from({ length: 64 }, (_, at) => at * 999),
  };
  const data = packed(few).png.toString('base64');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">
    <image width="8" height="8" image-rendering="pixelated" href="data:image/png;base64,${data}"/>
  </svg>`;
  expect(coloursOf(renderSvg(svg, 8).rgba)).toEqual([...few.colours]);
});
