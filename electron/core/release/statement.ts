/** What the release key vouches for: that these bytes are that version of this program. */
export interface ReleaseStatement {
  readonly version: string;
  /** The name of the file, without a folder. */
  readonly file: string;
  /** SHA-512 of the whole file, in Base64. */
  readonly sha512: string;
}

/**
 * The text whose UTF-8 bytes are signed. The version is part of it, so that an old file cannot be
 * offered under a new number.
 */
export function statementText({ version, file, sha512 }: ReleaseStatement): string {
  return `ddns-tray release\n${version}\n${file}\n${sha512}\n`;
}
