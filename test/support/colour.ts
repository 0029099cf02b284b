/** Red, green and blue. */
export type Colour = readonly [number, number, number];

/** The colour of `#rrggbb`. */
export function parseColour(hex: string): Colour {
  const [red = 0, green = 0, blue = 0] = Buffer.from(hex.slice(1), 'hex');
  return [red, green, blue];
}

/** Linear RGB, 0 to 1, of an sRGB colour. */
function linear([red, green, blue]: Colour): Colour {
  const one = (value: number) =>
    value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return [one(red), one(green), one(blue)];
}

function dot(row: Colour, [x, y, z]: Colour): number {
  return row[0] * x + row[1] * y + row[2] * z;
}

/** WCAG's contrast ratio. */
export function contrast(one: Colour, other: Colour): number {
  const light = [one, other].map((colour) => dot([0.2126, 0.7152, 0.0722], linear(colour)) + 0.05);
  return Math.max(...light) / Math.min(...light);
}

/** Linear RGB as a colour-blind eye sees it: Machado, Oliveira and Fernandes 2009, severity 1. */
const blindness = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} satisfies Record<string, readonly [Colour, Colour, Colour]>;

export type Blindness = keyof typeof blindness;

export const blindnesses: readonly Blindness[] = ['protanopia', 'deuteranopia', 'tritanopia'];

/** How far apart a colour-blind eye sees two colours: CIE76, where 2 is just noticeable. */
export function distance(one: Colour, other: Colour, eye: Blindness): number {
  const [a, b] = [one, other].map((colour) => {
    const see = (row: Colour) => Math.min(1, Math.max(0, dot(row, linear(colour))));
    const [red, green, blue] = blindness[eye];
    return lab([see(red), see(green), see(blue)]);
  });
  return Math.hypot(...[0, 1, 2].map((axis) => (a?.[axis] ?? 0) - (b?.[axis] ?? 0)));
}

/** CIE L*a*b* of linear RGB under D65. */
function lab(rgb: Colour): Colour {
  const root3 = (value: number) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116);
  const x = root3(dot([0.4124, 0.3576, 0.1805], rgb) / 0.95047);
  const y = root3(dot([0.2126, 0.7152, 0.0722], rgb));
  const z = root3(dot([0.0193, 0.1192, 0.9505], rgb) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
