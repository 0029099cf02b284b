import { readFileSync } from 'node:fs';

interface Entry {
  readonly size?: number;
  readonly files?: Readonly<Record<string, Entry>>;
}

interface ArchivedFile {
  readonly name: string;
  readonly size: number;
}

function walk(entry: Entry, name: string): readonly ArchivedFile[] {
  if (entry.files === undefined) return [{ name, size: entry.size ?? 0 }];
  return Object.entries(entry.files).flatMap(([part, child]) =>
    walk(child, name === '' ? part : `${name}/${part}`),
  );
}

/** The files in an ASAR archive. Its header is JSON, whose length stands before it. */
export function listArchive(file: string): readonly ArchivedFile[] {
  const bytes = readFileSync(file);
  return walk(JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))), '');
}
