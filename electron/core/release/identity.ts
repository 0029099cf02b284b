import * as z from 'zod';

/**
 * Where a build finds new versions of itself, and the public half of the key that signs them.
 * Without both it never looks for any.
 */
export interface ReleaseIdentity {
  /** The folder with the channel files, with a slash at its end; HTTPS, or HTTP on loopback. */
  readonly feed: string;
  /** An Ed25519 public key (RFC 8032): its 32 bytes in Base64. */
  readonly key: string;
}

const identity = z.object({ feed: z.string().nullable(), key: z.string().nullable() });

/** Neither a user name nor a query, so that a file's name can be put behind it. */
const usable =
  /^(?:https:\/\/[a-z0-9.-]+(?::\d+)?|http:\/\/127\.0\.0\.1(?::\d+)?)\/(?:[\w.~%-]+\/)*$/;

/** Reads `release.json`; undefined where the build has no such place. Throws where it is damaged. */
export function readReleaseIdentity(text: string): ReleaseIdentity | undefined {
  const { feed, key } = identity.parse(JSON.parse(text));
  if (feed === null && key === null) return undefined;
  if (feed === null || !usable.test(feed)) throw new Error('release.json has no usable feed');
  if (key === null || !/^[A-Za-z0-9+/]{43}=$/.test(key)) {
    throw new Error('release.json has no Ed25519 key of 32 bytes');
  }
  return { feed, key };
}
