/** Every value of a registry: the key's path, a backslash and the value's name, to the value. */
export type Registry = ReadonlyMap<string, string>;

/** What Wine notes of its own accord while programs run: fonts, consoles, its debugger, the display. */
const ofWine = [
  'HKCU\\Software\\Wine\\Fonts',
  'HKCU\\Software\\Wine\\WineDbg',
  'HKCU\\Console',
  'HKLM\\System\\CurrentControlSet\\Control\\Class\\{4D36E968-E325-11CE-BFC1-08002BE10318}',
  'HKLM\\System\\CurrentControlSet\\Control\\Class\\{4D36E96E-E325-11CE-BFC1-08002BE10318}',
];

/** Files in TEMP that Windows deletes when it starts the next time, as NSIS asks it to. */
const ofTemp = /PendingFileRenameOperations$/;

function unescaped(text: string): string {
  return text
    .replace(/\\x([0-9a-f]{1,4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\(["\\])/g, '$1');
}

/**
 * Reads one of the files in which Wine keeps its registry. A key by itself counts as the value with
 * no name, so that an empty one is seen too.
 */
export function readRegistry(text: string, hive: 'HKCU' | 'HKLM'): Registry {
  const values = new Map<string, string>();
  let key: string | undefined;
  for (const line of text.replace(/\\\n\s*/g, '').split('\n')) {
    const head = /^\[(.*)\] \d+$/.exec(line);
    if (head !== null) {
      key = `${hive}\\${unescaped(head[1] ?? '')}`;
      if (ofWine.some((own) => key?.startsWith(own))) key = undefined;
      else values.set(key, '');
      continue;
    }
    const value = /^(?:@|"((?:[^"\\]|\\.)*)")=(.*)$/.exec(line);
    if (key === undefined || value === null) continue;
    if (ofTemp.test(value[1] ?? '')) continue;
    const content = value[2] ?? '';
    const text = /^(?:str\(2\):)?"(.*)"$/.exec(content)?.[1];
    values.set(
      `${key}\\${unescaped(value[1] ?? '@')}`,
      text === undefined ? content : unescaped(text),
    );
  }
  return values;
}
