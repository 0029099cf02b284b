import { readFile } from 'node:fs/promises';

/** The licences of what the program is made of, as the build wrote them. Rejects where it did not. */
export function readLicences(file: string): Promise<string> {
  return readFile(file, 'utf8');
}
