import { catalogue } from '../../contract/i18n/catalogue.ts';
import { clockText, numberText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { ReleaseAction, ReleaseView } from '../../contract/release.ts';
import type { Release, ReleaseState } from '../release/state.ts';
import { cutEnd, cutMiddle, oneLine } from './cut-text.ts';
import { bodyLimit, type Toast, titleLimit } from './toast.ts';

export interface ReleaseWorld {
  readonly language: Language;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** There is a page from which the user can download a version. */
  readonly downloads: boolean;
}

type Failed = Extract<ReleaseState, { kind: 'failed' }>;

/** UTF-16 units of a version that others wrote; longer ones leave no room for what it is about. */
const longestVersion = 40;

function shownVersion({ version }: Pick<Release, 'version'>): string {
  return cutMiddle(oneLine(version), longestVersion);
}

/** Of a download, in megabytes of 10⁶ bytes. */
function sizeText({ size }: Release, language: Language): string | undefined {
  if (size === undefined) return undefined;
  const millions = Math.max(1, Math.round(size / 1e6));
  return catalogue(language).releases.megabytes(numberText(language, millions));
}

function releaseOf(state: ReleaseState): Release | undefined {
  return 'release' in state ? state.release : undefined;
}

function failureSentence({ failure, during, release }: Failed, language: Language): string {
  const { failed, which } = catalogue(language).releases;
  const named = which(release && shownVersion(release));
  switch (failure.kind) {
    case 'network':
      return during === 'looking' ? failed.looking : failed.network(named);
    case 'feed':
      return failed.feed;
    case 'downgrade':
      return failed.downgrade(shownVersion(failure));
    default:
      return failed[failure.kind](named);
  }
}

function sentenceOf(state: ReleaseState, { language, now, downloads }: ReleaseWorld): string {
  const { releases } = catalogue(language);
  const which = (release: Release) => releases.which(shownVersion(release));
  switch (state.kind) {
    case 'none':
      return releases.none[state.reason];
    case 'unknown':
    case 'looking':
      return releases[state.kind];
    case 'newest':
      return releases.newest(clockText(language, state.at, now));
    case 'available': {
      const { release, installs } = state;
      const said = releases.available(which(release), sizeText(release, language));
      return installs ? said : releases.byHand(said, downloads);
    }
    case 'fetching':
      return releases.fetching(which(state.release), sizeText(state.release, language));
    case 'ready':
    case 'installing':
      return releases[state.kind](which(state.release));
    case 'failed':
      return failureSentence(state, language);
  }
}

/** The step that failed, or the one before it where what came of that is of no use. */
function again({ during, release, failure }: Failed): readonly ReleaseAction[] {
  // A file that nobody vouches for is as bad the next time.
  const isRefused = failure.kind === 'signature' || failure.kind === 'downgrade';
  if (during === 'looking' || release === undefined || isRefused) return ['look'];
  const isGood = during === 'installing' && failure.kind !== 'tampered';
  return [isGood ? 'install' : 'fetch', 'look'];
}

function actionsOf(state: ReleaseState, { downloads }: ReleaseWorld): readonly ReleaseAction[] {
  switch (state.kind) {
    case 'unknown':
    case 'newest':
      return ['look'];
    case 'available':
      if (state.installs) return ['fetch', 'look'];
      return downloads ? ['openDownloads', 'look'] : ['look'];
    case 'ready':
      return ['install'];
    case 'failed':
      return again(state);
    default:
      return [];
  }
}

/** The way to a newer version as the window and the tray show it. */
export function releaseView(state: ReleaseState, world: ReleaseWorld): ReleaseView {
  const release = releaseOf(state);
  return {
    state: state.kind,
    version: release && shownVersion(release),
    sentence: sentenceOf(state, world),
    part: state.kind === 'fetching' ? state.part : undefined,
    actions: actionsOf(state, world),
  };
}

/** What tells of a newer version; undefined where there is nothing to tell. */
export function releaseToast(state: ReleaseState, language: Language): Toast | undefined {
  if (state.kind !== 'available' && state.kind !== 'ready') return undefined;
  const { toast } = catalogue(language).releases;
  const how = state.kind === 'ready' ? 'ready' : state.installs ? 'fetch' : 'byHand';
  return {
    event: 'release',
    title: cutEnd(toast.title(shownVersion(state.release)), titleLimit),
    body: cutEnd(toast[how], bodyLimit),
    place: { page: 'about' },
    key: 'release',
  };
}
