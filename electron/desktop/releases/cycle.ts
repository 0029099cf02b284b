import path from 'node:path';
import { day, hour, minute } from '../../core/duration.ts';
import { firstLook, nextLook } from '../../core/release/cycle.ts';
import { ReleaseError } from '../../core/release/error.ts';
import type { Judgement, Offer, Running } from '../../core/release/offer.ts';
import type { Release, ReleaseFailure, ReleaseState } from '../../core/release/state.ts';
import { checkFile, isDiskError, removeQuietly } from './file.ts';
import { lookForRelease } from './look.ts';
import type { Releases, ReleasesOptions } from './options.ts';
import { startRelease } from './start.ts';

/** No sleep is longer, so that a computer that slept looks soon after waking. */
const longestSleep = 15 * minute;

function releaseOf({ version, size }: Offer): Release {
  return { version, size };
}

/** The way to newer versions of a program that has one. */
export class ReleaseCycle implements Releases {
  readonly #options: ReleasesOptions;
  readonly #running: Running;
  readonly #ending = new AbortController();
  #state: ReleaseState = { kind: 'unknown' };
  #offer: Offer | undefined;
  /** The verified file of the offer. */
  #file: string | undefined;
  #looking: Promise<void> | undefined;
  /** The user waits for the look under way. */
  #asked = false;
  /** Something is fetched or installed. */
  #working = false;
  /** The installer runs, and the app is to end. */
  #started = false;
  #failures = 0;
  /** When to look next, in milliseconds since 1970. */
  #due: number;

  constructor(options: ReleasesOptions, running: Running) {
    this.#options = options;
    this.#running = running;
    this.#due = options.clock.now() + firstLook(options.random);
  }

  state(): ReleaseState {
    return this.#state;
  }

  async look(): Promise<void> {
    if (this.#working || this.#ending.signal.aborted) return;
    this.#asked = true;
    this.#show({ kind: 'looking' });
    await this.#look();
  }

  async fetch(): Promise<void> {
    const offer = this.#offer;
    if (offer === undefined || this.#state.kind === 'ready' || !this.#installs) return;
    await this.#work('fetching', offer, async () => {
      this.#file = undefined;
      const release = releaseOf(offer);
      const show = (part: number) => this.#show({ kind: 'fetching', release, part });
      show(0);
      const fetcher = await this.#options.fetcher();
      const fetched = await fetcher.fetch(offer, show, this.#ending.signal);
      if (fetched.kind === 'refused') throw new ReleaseError(fetched.failure);
      const { file } = fetched;
      await checkFile(file, offer.sha512);
      this.#options.log.info('a new version is fetched', { version: offer.version });
      this.#file = file;
      this.#show({ kind: 'ready', release });
    });
  }

  async install(): Promise<void> {
    const { log, quit, way, whileIdle, mayEnd } = this.#options;
    const offer = this.#offer;
    const file = this.#file;
    if (offer === undefined || file === undefined) return;
    await this.#work('installing', offer, async () => {
      this.#show({ kind: 'installing', release: releaseOf(offer) });
      await whileIdle(async () => {
        if (this.#ending.signal.aborted) return;
        if (!mayEnd()) {
          this.#show({ kind: 'ready', release: releaseOf(offer) });
          return;
        }
        await startRelease(way, file, offer.sha512);
        // Until the app has ended, nothing else begins.
        this.#started = true;
        log.info('the installer of a new version runs', { version: offer.version });
        quit();
      });
    });
  }

  async run(): Promise<void> {
    const { clock, wishes, mayLook } = this.#options;
    const { signal } = this.#ending;
    while (!signal.aborted) {
      const left = this.#due - clock.now();
      const wait = left <= 0 || left > day + hour ? longestSleep : Math.min(left, longestSleep);
      await clock.sleep(wait, signal).catch(() => undefined);
      if (!signal.aborted) this.#tell();
      const isDue = this.#due <= clock.now() || left > day + hour;
      if (!signal.aborted && isDue && wishes().automatic && mayLook()) await this.#look();
    }
  }

  close(): void {
    this.#ending.abort(new Error('the app ends'));
  }

  get #installs(): boolean {
    const { kind } = this.#options.way;
    return kind === 'nsis' || kind === 'appImage';
  }

  #show(state: ReleaseState): void {
    if (this.#ending.signal.aborted) return;
    this.#state = state;
    this.#options.onChange(state);
  }

  /** What is asked for while one look runs joins it. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      const { clock, random } = this.#options;
      this.#looking = undefined;
      this.#asked = false;
      this.#due = clock.now() + nextLook(this.#failures, random);
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    const { http, log, wishes } = this.#options;
    const { signal } = this.#ending;
    let judgement: Judgement;
    try {
      judgement = await lookForRelease(http, this.#running, wishes().channel, signal);
    } catch (error) {
      if (signal.aborted) return;
      log.error('the look for a new version failed', { error });
      judgement = { kind: 'refused', failure: { kind: 'network' } };
    }
    this.#failures = judgement.kind === 'refused' ? this.#failures + 1 : 0;
    // What is being fetched stays what it is.
    if (!this.#working && !signal.aborted) this.#take(judgement);
  }

  #take(judgement: Judgement): void {
    const { clock, log } = this.#options;
    if (judgement.kind === 'offer') {
      this.#takeOffer(judgement.offer);
    } else if (judgement.kind === 'nothing') {
      this.#offer = undefined;
      this.#file = undefined;
      // What is there is of a version that runs by now, or was taken back.
      void removeQuietly(this.#pending);
      this.#show({ kind: 'newest', at: clock.now() });
    } else {
      const { failure } = judgement;
      log.warn('no new version can be had', { ...failure });
      if (this.#asked) this.#show({ kind: 'failed', during: 'looking', failure });
    }
  }

  #takeOffer(offer: Offer): void {
    const { told } = this.#options;
    const release = releaseOf(offer);
    const isSame = offer.sha512 === this.#offer?.sha512 && offer.version === this.#offer.version;
    if (!isSame) this.#file = undefined;
    this.#offer = offer;
    if (this.#file === undefined) {
      this.#show({ kind: 'available', release, installs: this.#installs });
    } else this.#show({ kind: 'ready', release });
    // Who asked sees it.
    if (this.#asked) told.set(offer.version);
    else this.#tell();
  }

  /** Once for each version. */
  #tell(): void {
    const { told, onAvailable } = this.#options;
    const offer = this.#offer;
    if (offer === undefined || told.get() === offer.version) return;
    if (onAvailable(releaseOf(offer))) told.set(offer.version);
  }

  get #pending(): string {
    return path.join(this.#options.folder, 'pending');
  }

  /** One step at a time; what it fails with is shown. */
  async #work(
    during: 'fetching' | 'installing',
    offer: Offer,
    step: () => Promise<void>,
  ): Promise<void> {
    if (this.#working || this.#ending.signal.aborted) return;
    this.#working = true;
    try {
      await step();
    } catch (error) {
      if (this.#ending.signal.aborted) return;
      const failure = this.#failureOf(error, during);
      this.#options.log.warn('a new version was refused', { during, ...failure });
      if (failure.kind === 'tampered') {
        this.#file = undefined;
        await removeQuietly(this.#pending);
      }
      this.#show({ kind: 'failed', during, release: releaseOf(offer), failure });
    } finally {
      this.#working = this.#started;
    }
  }

  #failureOf(error: unknown, during: 'fetching' | 'installing'): ReleaseFailure {
    if (error instanceof ReleaseError) return error.failure;
    this.#options.log.error('the way to a new version failed', { during, error });
    if (isDiskError(error)) return { kind: 'disk' };
    return { kind: during === 'fetching' ? 'network' : 'start' };
  }
}
