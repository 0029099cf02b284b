export interface Shortcut {
  /** In the system's old code page, so that other characters are question marks. */
  readonly target: string;
  readonly workingFolder: string | undefined;
  readonly icon: string | undefined;
  readonly description: string | undefined;
  /** The AppUserModelID, by which Windows knows whose toasts they are. */
  readonly appId: string | undefined;
}

const hasTargetIds = 1;
const hasLinkInfo = 2;
const propertyStore = 0xa0000009;

/** The texts that may follow, in this order, each with its flag; see [MS-SHLLINK] 2.4. */
const texts = [
  ['description', 4],
  ['relativePath', 8],
  ['workingFolder', 16],
  ['arguments', 32],
  ['icon', 64],
] as const;

function cString(bytes: Buffer, start: number): string {
  return bytes.toString('latin1', start, bytes.indexOf(0, start));
}

/** The path in the link's own information, [MS-SHLLINK] 2.3. */
function pathOf(info: Buffer): string {
  return cString(info, info.readUInt32LE(0x10));
}

/** The value of the one property in a store, [MS-PROPSTORE] 2.2, where it is a text. */
function propertyOf(store: Buffer): string {
  const value = 4 + 4 + 16;
  const length = store.readUInt32LE(value + 4 + 4 + 1 + 4);
  const start = value + 4 + 4 + 1 + 4 + 4;
  return store.toString('utf16le', start, start + 2 * (length - 1));
}

/** Reads a shortcut file, as far as the tests ask. Throws where it is none. */
export function readShortcut(bytes: Buffer): Shortcut {
  if (bytes.readUInt32LE(0) !== 0x4c) throw new Error('not a shortcut');
  const flags = bytes.readUInt32LE(0x14);
  let at = 0x4c;
  if (flags & hasTargetIds) at += 2 + bytes.readUInt16LE(at);
  let target = '';
  if (flags & hasLinkInfo) {
    const size = bytes.readUInt32LE(at);
    target = pathOf(bytes.subarray(at, at + size));
    at += size;
  }
  const found: Record<string, string> = {};
  for (const [name, flag] of texts) {
    if ((flags & flag) === 0) continue;
    const length = bytes.readUInt16LE(at);
    found[name] = bytes.toString('utf16le', at + 2, at + 2 + 2 * length).replace(/\0$/, '');
    at += 2 + 2 * length;
  }
  let appId: string | undefined;
  while (at + 4 <= bytes.length) {
    const size = bytes.readUInt32LE(at);
    if (size < 4) break;
    if (bytes.readUInt32LE(at + 4) === propertyStore) {
      appId = propertyOf(bytes.subarray(at + 8, at + size));
    }
    at += size;
  }
  const { description, workingFolder, icon } = found;
  return { target, description, workingFolder, icon, appId };
}
