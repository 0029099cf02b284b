import type { RequestOptions } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { net } from 'electron';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { second } from '../../core/duration.ts';
import { ReleaseError } from '../../core/release/error.ts';
import type { Offer } from '../../core/release/offer.ts';
import { mayAsk } from '../../core/release/place.ts';
import { LimitedRequest } from './request.ts';

/** Bytes, packed and unpacked: a map of blocks is unpacked in one piece. */
const largestMap = 2 ** 20;
const largestPlainMap = 2 ** 24;

/** For two maps and the file, each with its redirects: electron-updater itself follows for ever. */
const mostDownloads = 20;

/** One file to fetch. */
export interface FetchTask {
  readonly feed: string;
  readonly offer: Offer;
  readonly session: Electron.Session;
  readonly signal: AbortSignal;
  /** Milliseconds without a byte after which a server counts as gone. */
  readonly patience?: number | undefined;
}

/** By this a map is known, wherever redirects lead. */
const acceptMap = 'application/gzip, */*';

/** How many bytes an answer may have. */
function sizeOf(
  { headers = {} }: Electron.ClientRequestConstructorOptions,
  { size }: Offer,
): number {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(String(headers.range ?? '')) ?? [];
  if (from !== undefined && to !== undefined) return Number(to) - Number(from) + 1;
  return headers.accept === acceptMap ? largestMap : size;
}

function urlOf({ protocol, hostname, port, path }: RequestOptions): string {
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`;
}

/** Lets electron-updater ask over Electron's network stack, within limits. */
export class LimitedExecutor extends ElectronHttpExecutor {
  readonly #task: FetchTask;
  #downloads = 0;

  constructor(task: FetchTask) {
    super();
    this.#task = task;
  }

  override createRequest(
    options: Electron.ClientRequestConstructorOptions,
    callback: (response: unknown) => void,
  ): Electron.ClientRequest {
    const { offer, feed, patience = 60 * second, session: own, signal } = this.#task;
    const inner = net.request({ ...options, session: own });
    const request = new LimitedRequest(inner, {
      size: sizeOf(options, offer),
      patience,
      mayAsk: (url) => mayAsk(url, feed),
      signal,
    });
    request.on('response', callback);
    return request as unknown as Electron.ClientRequest;
  }

  protected override doDownload(
    ...[options, call, count]: Parameters<ElectronHttpExecutor['doDownload']>
  ): void {
    this.#downloads += 1;
    // It also goes where the header of an answer leads that is no redirect.
    if (this.#downloads <= mostDownloads && mayAsk(urlOf(options), this.#task.feed)) {
      super.doDownload(options, call, count);
    } else call.callback(new ReleaseError({ kind: 'network' }));
  }

  override async downloadToBuffer(
    ...[url, options]: Parameters<ElectronHttpExecutor['downloadToBuffer']>
  ): Promise<Buffer> {
    const headers = { ...options.headers, accept: acceptMap };
    const map = await super.downloadToBuffer(url, { ...options, headers });
    // Throws where it is longer; electron-updater itself would unpack gigabytes.
    gunzipSync(map, { maxOutputLength: largestPlainMap });
    return map;
  }
}
