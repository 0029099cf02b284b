import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { IconColours, TrayState } from './palette.ts';

const drawings = join(import.meta.dirname, '..', '..', 'assets', 'source');

// WebAssembly, so that every machine draws the same bytes.
await initWasm(
  readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')),
);

/** A square picture: its PNG file, and its pixels as RGBA with straight alpha, top row first. */
export interface Picture {
  readonly size: number;
  readonly png: Uint8Array;
  readonly rgba: Uint8Array;
}

/** Draws an SVG text `width` pixels wide. */
export function renderSvg(svg: string, width: number): Picture {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render();
  return { size: width, png: image.asPng(), rgba: straight(image.pixels) };
}

/** Draws a state's tray icon. */
export function renderTray(state: TrayState, size: number, colours: IconColours): Picture {
  const style = `<style>.glyph{fill:${colours.glyph}}.mark{fill:${colours.mark}}</style>`;
  return renderSvg(drawing(`${state}-${grid(size)}.svg`).replace('>', `>${style}`), size);
}

/** Draws the app's icon: below 48 pixels without the detail that would blur. */
export function renderApp(size: number): Picture {
  return renderSvg(drawing(size < 48 ? `app-${grid(size)}.svg` : 'app.svg'), size);
}

function drawing(file: string): string {
  return readFileSync(join(drawings, file), 'utf8');
}

/** Of the drawings for 16, 20 and 24 pixels the one whose lines fall on whole pixels. */
function grid(size: number): number {
  return [24, 20, 16].find((pixels) => size % pixels === 0) ?? 16;
}

/** Divides the colour by the alpha, with which resvg multiplies it. */
function straight(pixels: Uint8Array): Uint8Array {
  return pixels.map((value, at) => {
    const alpha = pixels[at | 3] ?? 0;
    return (at & 3) === 3 || alpha === 0 ? value : Math.round((value * 255) / alpha);
  });
}
