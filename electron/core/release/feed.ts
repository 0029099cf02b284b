import { parse } from 'yaml';
import * as z from 'zod';

/** One file of a version, as the feed describes it. Nothing of it is to be trusted. */
export interface ListedFile {
  /** Relative to the feed, or absolute. */
  readonly url: string;
  /** In Base64. */
  readonly sha512: string;
  /** In bytes. */
  readonly size: number;
  /** The size of the map of its blocks at the file's end, in bytes, where there is one. */
  readonly blockMapSize?: number | undefined;
  /** Should be a signature in Base64. */
  readonly ed25519?: unknown;
}

/** What a channel file says. */
export interface Listing {
  readonly version: string;
  readonly files: readonly ListedFile[];
  /** The oldest system that the version runs on, in the numbers of the system's own kernel. */
  readonly minimumSystemVersion?: string | undefined;
}

/**
 * UTF-16 units of a channel file. Ours have some thousand; reading takes time by the square of the
 * length where somebody means it to, and the app does nothing else meanwhile.
 */
export const longestListing = 16 * 1024;

/** More than any installer will have. */
const largestFile = 2 ** 30;

const file = z.object({
  url: z.string().min(1).max(1000),
  // 64 bytes. Other digests than this one are not ours.
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z.int().positive().max(largestFile),
  blockMapSize: z.int().positive().max(largestFile).optional(),
  ed25519: z.unknown().optional(),
});

const listing = z.object({
  version: z.string(),
  files: z.array(file).min(1).max(20),
  minimumSystemVersion: z.string().optional(),
  // What is not understood here must not pass for something that is: parts of an installer from
  // elsewhere, and a version that only some are to have.
  packages: z.never().optional(),
  stagingPercentage: z.never().optional(),
});

/** Reads a channel file of electron-builder's form. Undefined where it cannot be understood whole. */
export function readListing(text: string): Listing | undefined {
  if (text.length > longestListing) return undefined;
  try {
    const options = { maxAliasCount: 0, logLevel: 'error', prettyErrors: false } as const;
    return listing.parse(parse(text, options));
  } catch {
    return undefined;
  }
}
