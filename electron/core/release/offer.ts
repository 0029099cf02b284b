import { type ReleaseChannel, releaseChannels } from '../../contract/release.ts';
import { type ChannelFile, channelOf, type Target } from './channel.ts';
import { type ListedFile, type Listing, readListing } from './feed.ts';
import { fileNameOf, resolveIn } from './place.ts';
import type { ReleaseFailure } from './state.ts';
import type { ReleaseStatement } from './statement.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** A newer version that the release key vouches for. */
export interface Offer extends ReleaseStatement {
  /** Absolute. */
  readonly url: string;
  /** In bytes; the feed's word only. */
  readonly size: number;
  readonly blockMapSize?: number | undefined;
}

/** What the feed is weighed against. */
export interface Running {
  readonly version: Version;
  readonly target: Target;
  /** The system's own version, such as `10.0.22631`. */
  readonly system: string;
  readonly feed: string;
  /** The names of the files that fit this computer and this kind of installation; any of them will do. */
  readonly files: (version: string) => readonly string[];
  /** Whether the release key made this signature, which may be anything. */
  readonly isSigned: (statement: ReleaseStatement, signature: unknown) => boolean;
}

export type Judgement =
  | { readonly kind: 'offer'; readonly offer: Offer; readonly version: Version }
  /** Nothing newer, or nothing that this system could run. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly failure: ReleaseFailure };

const nothing: Judgement = { kind: 'nothing' };
const unreadable: Judgement = { kind: 'refused', failure: { kind: 'feed' } };

/** Weighs what one channel file says. Whatever is missing or not understood is no offer. */
export function judgeChannelFile(
  text: string,
  { channel }: ChannelFile,
  running: Running,
): Judgement {
  const listing = readListing(text);
  const version = listing && parseVersion(listing.version);
  if (listing === undefined || version === undefined) return unreadable;
  const offered = channelOf(version);
  // A later channel's file may name what an earlier channel has, as after a final release.
  if (offered === undefined || isLater(offered, channel)) return unreadable;
  const order = compareVersions(version, running.version);
  // Behind a version of another channel, the newest of this one may well be.
  if (order < 0 && offered === channel && channelOf(running.version) === channel) {
    return { kind: 'refused', failure: { kind: 'downgrade', version: listing.version } };
  }
  if (order <= 0 || !runsHere(listing, running)) return nothing;
  return judgeFiles(listing, version, running);
}

function isLater(a: ReleaseChannel, b: ReleaseChannel): boolean {
  return releaseChannels.indexOf(a) > releaseChannels.indexOf(b);
}

function judgeFiles(listing: Listing, version: Version, running: Running): Judgement {
  const names = running.files(listing.version);
  for (const file of listing.files) {
    const url = resolveIn(running.feed, file.url);
    const name = url === undefined ? '' : fileNameOf(url);
    if (url === undefined || !names.includes(name)) continue;
    const statement = { version: listing.version, file: name, sha512: file.sha512 };
    if (!running.isSigned(statement, file.ed25519)) {
      return { kind: 'refused', failure: { kind: 'signature' } };
    }
    return { kind: 'offer', offer: offerOf(statement, url, file), version };
  }
  return unreadable;
}

function offerOf(statement: ReleaseStatement, url: string, file: ListedFile): Offer {
  const { size, blockMapSize } = file;
  return { ...statement, url, size, ...(blockMapSize === undefined ? {} : { blockMapSize }) };
}

/** A system's version has three numbers on Windows and macOS, and a tail on Linux. */
function systemVersion(text: string): Version | undefined {
  const [core = ''] = text.split('-');
  const parts = core.split('.');
  return parseVersion([...parts, '0', '0'].slice(0, 3).join('.'));
}

function runsHere({ minimumSystemVersion }: Listing, { system }: Running): boolean {
  if (minimumSystemVersion === undefined) return true;
  const least = systemVersion(minimumSystemVersion);
  const mine = systemVersion(system);
  return least !== undefined && mine !== undefined && compareVersions(mine, least) >= 0;
}

/** One answer out of those of all files: the newest offer, else what went wrong, else nothing. */
export function decide(judgements: readonly Judgement[]): Judgement {
  const offers = judgements.filter((one) => one.kind === 'offer');
  const [best] = offers.toSorted((a, b) => compareVersions(b.version, a.version));
  return best ?? judgements.find(({ kind }) => kind === 'refused') ?? nothing;
}
