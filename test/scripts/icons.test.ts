import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { palette, taskbars, trayStates } from '../../scripts/icons/palette.ts';
import { blindnesses, contrast, distance, parseColour } from '../support/colour.ts';
import { bitmapPixels, type Pixel, readIco, readPng } from '../support/icon-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = path.join(import.meta.dirname, '..', '..');
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Windows 11's taskbars, each with and without its transparency. */
const backgrounds = { light: ['#f3f3f3', '#e8e8e8'], dark: ['#1c1c1c', '#202020'] };
const icons = trayStates.flatMap((state) => taskbars.map((taskbar) => ({ state, taskbar })));

function read(name: string): Buffer {
  return readFileSync(path.join(root, name));
}

function pixelsAt16(state: string, taskbar: string): readonly Pixel[] {
  const { images } = readIco(read(`assets/tray/${state}-${taskbar}.ico`));
  return images.filter(({ size }) => size === 16).flatMap(({ data }) => bitmapPixels(data));
}

function run(...args: readonly string[]) {
  const script = path.join(root, 'scripts', 'generate-icons.ts');
  return spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
}

it('has every icon as the drawings make it today', () => {
  expect(run('--check')).toMatchObject({ stderr: '', status: 0 });
});

it('finds an icon that is stale or missing', () => {
  const folder = temporaryFolder();
  expect(run('--root', folder).status).toBe(0);
  expect(run('--check', '--root', folder).status).toBe(0);
  writeFileSync(path.join(folder, 'assets', 'tray', 'paused-dark.ico'), 'old');
  rmSync(path.join(folder, 'build', 'icon.ico'));
  const { status, stderr } = run('--check', '--root', folder);
  expect(status).toBe(1);
  expect(stderr.match(/^\S+(?= is stale)/gm)).toEqual([
    'assets/tray/paused-dark.ico',
    'build/icon.ico',
  ]);
});

it.each([
  'build/icon.ico',
  ...icons.map(({ state, taskbar }) => `assets/tray/${state}-${taskbar}.ico`),
])('has every size that Windows asks for in %s', (name) => {
  const file = read(name);
  const { header, first, images } = readIco(file);
  expect(header).toEqual([0, 1]);
  expect(images.map(({ size }) => size)).toEqual([16, 20, 24, 32, 40, 48, 64, 256]);
  let next = first;
  for (const { size, height, colours, planes, bits, offset, data } of images) {
    expect({ height, colours, planes, bits }).toEqual({
      height: size,
      colours: 0,
      planes: 1,
      bits: 32,
    });
    expect(offset).toBe(next);
    next += data.length;
    if (size === 256) {
      expect([...data.subarray(0, 8)]).toEqual(png);
      // Width, height, then 8 bits for each of red, green, blue and alpha.
      expect([data.readUInt32BE(16), data.readUInt32BE(20), data[24], data[25]]).toEqual([
        256, 256, 8, 6,
      ]);
      continue;
    }
    expect(data.readUInt32LE(0)).toBe(40);
    expect([data.readInt32LE(4), data.readInt32LE(8)]).toEqual([size, 2 * size]);
    expect([data.readUInt16LE(12), data.readUInt16LE(14), data.readUInt32LE(16)]).toEqual([
      1, 32, 0,
    ]);
    expect(data.length).toBe(40 + size * size * 4 + size * Math.ceil(size / 32) * 4);
    for (const { alpha, masked } of bitmapPixels(data)) expect(masked).toBe(alpha === 0);
  }
  expect(next).toBe(file.length);
});

it('draws each state of the tray icon in a shape of its own at 16 pixels', () => {
  for (const taskbar of taskbars) {
    const shapes = trayStates.map((state) => ({
      state,
      solid: pixelsAt16(state, taskbar).map(({ alpha }) => alpha >= 128),
    }));
    for (const [index, one] of shapes.entries()) {
      for (const other of shapes.slice(index + 1)) {
        const pairs = one.solid.map((solid, at) => [solid, other.solid[at]]);
        const drawn = pairs.filter(([a, b]) => a || b).length;
        const differing = pairs.filter(([a, b]) => a !== b).length;
        const name = `${one.state} and ${other.state}`;
        expect(differing / drawn, name).toBeGreaterThanOrEqual(0.3);
      }
    }
  }
});

it.each(icons)('shows $state on a $taskbar taskbar with enough contrast', ({ state, taskbar }) => {
  const solid = pixelsAt16(state, taskbar).filter(({ alpha }) => alpha === 255);
  expect(solid.length).toBeGreaterThan(40);
  for (const { colour } of solid) {
    for (const background of backgrounds[taskbar]) {
      expect(contrast(colour, parseColour(background))).toBeGreaterThanOrEqual(3);
    }
  }
});

it.each(blindnesses.flatMap((eye) => taskbars.map((taskbar) => ({ eye, taskbar }))))(
  'keeps the colours for a $taskbar taskbar apart under $eye',
  ({ eye, taskbar }) => {
    const { upToDate, working, attention } = palette[taskbar];
    const marks = [upToDate, working, attention].map(({ mark }) => parseColour(mark));
    for (const [index, one] of marks.entries()) {
      for (const other of marks.slice(index + 1)) {
        expect(distance(one, other, eye)).toBeGreaterThan(20);
      }
    }
  },
);

it.each(trayStates)('has a macOS template image of %s: black, and alpha for its shape', (state) => {
  for (const [name, size] of [
    ['Template', 16],
    ['Template@2x', 32],
  ]) {
    const { width, height, bits, kind, rgba } = readPng(read(`assets/tray/${state}${name}.png`));
    expect({ width, height, bits, kind }).toEqual({ width: size, height: size, bits: 8, kind: 6 });
    expect(rgba.every((value, at) => at % 4 === 3 || value === 0)).toBe(true);
    const alphas = new Set(rgba.filter((_, at) => at % 4 === 3));
    expect(alphas).toContain(0);
    expect(alphas).toContain(255);
  }
});

it.each(icons)('shows one picture of $state on $taskbar in .ico and .png', ({ state, taskbar }) => {
  const { images } = readIco(read(`assets/tray/${state}-${taskbar}.ico`));
  for (const [suffix, size] of [
    ['', 24],
    ['@2x', 48],
  ] as const) {
    const { width, height, rgba } = readPng(read(`assets/tray/${state}-${taskbar}${suffix}.png`));
    expect([width, height]).toEqual([size, size]);
    const pixels = images
      .filter((image) => image.size === size)
      .flatMap(({ data }) => bitmapPixels(data));
    expect(pixels.flatMap(({ colour, alpha }) => [...colour, alpha])).toEqual([...rgba]);
  }
});
