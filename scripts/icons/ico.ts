import type { Picture } from './render.ts';

const headerBytes = 6;
const entryBytes = 16;
const bitmapHeaderBytes = 40;

/**
 * Writes a Windows icon file. Pictures below 256 pixels are 32-bit bitmaps, which every `LoadImage`
 * reads; the one of 256 is a PNG, as Windows has taken it since Vista. After Microsoft's
 * ICONDIR, ICONDIRENTRY and BITMAPINFOHEADER.
 */
export function icoFile(pictures: readonly Picture[]): Uint8Array {
  const directory = Buffer.alloc(headerBytes + entryBytes * pictures.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(pictures.length, 4);
  const images: Uint8Array[] = [];
  let offset = directory.length;
  for (const [index, picture] of pictures.entries()) {
    const { size } = picture;
    const image = size < 256 ? bitmap(picture) : picture.png;
    const at = headerBytes + entryBytes * index;
    // A byte holds the size, and 0 stands for 256.
    directory.writeUInt8(size & 255, at);
    directory.writeUInt8(size & 255, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(image.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += image.length;
    images.push(image);
  }
  return Buffer.concat([directory, ...images]);
}

/** A bitmap without file header: BGRA rows from the bottom up, then the mask of one bit a pixel. */
function bitmap({ size, rgba }: Picture): Uint8Array {
  const colourBytes = size * size * 4;
  const maskRow = Math.ceil(size / 32) * 4;
  const image = Buffer.alloc(bitmapHeaderBytes + colourBytes + maskRow * size);
  image.writeUInt32LE(bitmapHeaderBytes, 0);
  image.writeInt32LE(size, 4);
  // The height counts the colours and the mask.
  image.writeInt32LE(size * 2, 8);
  image.writeUInt16LE(1, 12);
  image.writeUInt16LE(32, 14);
  image.writeUInt32LE(image.length - bitmapHeaderBytes, 20);
  for (let y = 0; y < size; y++) {
    const row = size - 1 - y;
    for (let x = 0; x < size; x++) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray((y * size + x) * 4);
      image.set([blue, green, red, alpha], bitmapHeaderBytes + (row * size + x) * 4);
      if (alpha > 0) continue;
      // Where the alpha is not looked at, a set bit leaves the taskbar as it is.
      const mask = bitmapHeaderBytes + colourBytes + row * maskRow + (x >> 3);
      image.writeUInt8(image.readUInt8(mask) | (128 >> (x & 7)), mask);
    }
  }
  return image;
}
