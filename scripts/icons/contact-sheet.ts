import { palette, taskbars, trayStates } from './palette.ts';
import { type Picture, renderApp, renderSvg, renderTray } from './render.ts';

/** Windows 11's own: with transparency off. */
const background = { light: '#eeeeee', dark: '#1f1f1f' };
const sizes = [16, 20, 24, 32];
const margin = 4;
const magnified = 8;

/** A PNG of every tray icon on both taskbars and of the app's icon, each pixel 8 times as big. */
export function contactSheet(): Uint8Array {
  const icons = taskbars.flatMap((taskbar) => [
    ...sizes.map((size) => ({
      taskbar,
      pictures: trayStates.map((state) => renderTray(state, size, palette[taskbar][state])),
    })),
    { taskbar, pictures: sizes.map(renderApp) },
  ]);
  const width = (Math.max(...sizes) + margin) * trayStates.length + margin;
  let top = 0;
  const rows = icons.map(({ taskbar, pictures }) => {
    const height = Math.max(...pictures.map(({ size }) => size)) + margin;
    const drawn = pictures.map((picture, column) =>
      dots(picture, margin + column * (Math.max(...sizes) + margin), top + margin / 2),
    );
    const row = `<path fill="${background[taskbar]}" d="M0 ${top}h${width}v${height}H0z"/>${drawn.join('')}`;
    top += height;
    return row;
  });
  return renderSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" shape-rendering="crispEdges">${rows.join('')}</svg>`,
    width * magnified,
  ).png;
}

function dots({ size, rgba }: Picture, left: number, top: number): string {
  return Array.from({ length: size * size }, (_, index) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(index * 4);
    const x = left + (index % size);
    const y = top + Math.floor(index / size);
    return alpha === 0
      ? ''
      : `<path fill="rgb(${red},${green},${blue})" fill-opacity="${alpha / 255}" d="M${x} ${y}h1v1h-1z"/>`;
  }).join('');
}
