import { readFileSync } from 'node:fs';
import { asElectron, strict } from './strict.ts';

/** An image that remembers where it came from, and no pixel. */
class FakeImage implements Pick<Electron.NativeImage, 'isEmpty' | 'toDataURL' | 'getSize'> {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  isEmpty(): boolean {
    return this.path === '';
  }

  toDataURL(): string {
    return `data:image/png;base64,${Buffer.from(this.path).toString('base64')}`;
  }

  getSize(): Electron.Size {
    return this.path === '' ? { width: 0, height: 0 } : { width: 16, height: 16 };
  }

  resize(): Electron.NativeImage {
    return imageOf(this.path);
  }
}

const images = new WeakMap<object, string>();

function imageOf(path: string): Electron.NativeImage {
  const image = asElectron<Electron.NativeImage>(strict('NativeImage', new FakeImage(path)));
  images.set(image, path);
  return image;
}

/** The path behind an image; throws where the file is missing, for then nothing would be shown. */
export function imagePath(image: Electron.NativeImage | string): string {
  const path = typeof image === 'string' ? image : (images.get(image) ?? '');
  if (path !== '' && !path.startsWith('data:')) readFileSync(path);
  return path;
}

export const nativeImage = strict('nativeImage', {
  createEmpty: () => imageOf(''),
  createFromPath: (path: string) => imageOf(path),
  createFromDataURL: (url: string) => imageOf(url),
} satisfies Pick<
  typeof Electron.NativeImage,
  'createEmpty' | 'createFromPath' | 'createFromDataURL'
>);
