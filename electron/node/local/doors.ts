import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { second } from '../../core/duration.ts';
import { codeOf } from '../../core/error-code.ts';
import type { DoorNews, DoorPorts, Doors } from '../../core/local/doors.ts';
import { createHandler } from '../../core/local/handler.ts';
import type { ApiSettings } from '../../core/settings.ts';
import { acquireLock } from '../lock.ts';
import { createLazyMetrics } from '../metrics.ts';
import { openControlDoor } from './control-door.ts';
import { addressText, type HttpDoor, openHttpDoor } from './http-door.ts';
import { shut } from './server.ts';

/** Milliseconds until a door that could not open is tried again. */
const retryAfter = 30 * second;

export interface DoorWorld {
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the state. */
  readonly folder: string;
  /** Claims the folder first: for a program that has not done so. */
  readonly claim?: boolean | undefined;
}

/** Empty where there is to be no door. */
function placeOf(api: ApiSettings | undefined): string {
  return api === undefined ? '' : addressText(api);
}

/** What a person is told of a door. */
export function doorSentence(news: DoorNews, language: Language): string {
  const { door } = catalogue(language).local;
  switch (news.kind) {
    case 'open':
    case 'taken':
      return door[news.kind](news.address);
    case 'failed':
      return door.failed(news.address, news.code);
    case 'control':
      return door.control(news.code);
  }
}

/** Claims the folder and opens the commands' door; rejects where either cannot be. */
async function claimAndOpen(
  handle: ReturnType<typeof createHandler>,
  world: DoorWorld,
): Promise<() => Promise<void>> {
  const lock = world.claim === true ? acquireLock(world.folder) : undefined;
  if (lock?.ok === false) throw Object.assign(new Error('in use'), { code: 'ELOCKED' });
  try {
    const close = await openControlDoor(handle, world);
    return () => close().finally(lock?.release);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** Opens the ways in. What cannot be opened is told, and tried again; it never stops the program. */
export function openDoors(ports: DoorPorts, world: DoorWorld): Doors {
  const { target, log, clock, onNews } = ports;
  const ending = new AbortController();
  const metrics = createLazyMetrics(world.version);
  const api = () => target.settings()?.api;
  const handle = createHandler({
    ...ports,
    folder: world.folder,
    pid: process.pid,
    since: clock.now(),
    signal: ending.signal,
    metrics: async () => {
      const settings = target.settings();
      if (settings === undefined) return undefined;
      return metrics.text({ settings, state: target.state(), now: clock.now() });
    },
  });
  let http: HttpDoor | undefined;
  let httpAt = '';
  let closeControl: (() => Promise<void>) | undefined;
  let controlCode: string | undefined;
  let work: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;
  let told = '';

  function tell(news: DoorNews): void {
    const key = JSON.stringify(news);
    if (key === told) return;
    told = key;
    const { kind, ...fields } = news;
    if (kind === 'open') log.info('the local interface is open', fields);
    else log.warn('the local interface is not open', { why: kind, ...fields });
    onNews?.(news);
  }

  async function openControl(): Promise<void> {
    if (closeControl !== undefined || ending.signal.aborted) return;
    try {
      closeControl = await claimAndOpen(handle, world);
      controlCode = undefined;
    } catch (error) {
      const code = codeOf(error);
      if (code !== controlCode) tell({ kind: 'control', code });
      controlCode = code;
    }
  }

  async function closeHttp(): Promise<void> {
    const server = http?.server;
    http = undefined;
    httpAt = '';
    if (server !== undefined) await shut(server);
  }

  async function followHttp(): Promise<void> {
    const wanted: ApiSettings | undefined = ending.signal.aborted ? undefined : api();
    const place = placeOf(wanted);
    if (place === httpAt && (place === '' || http?.server !== undefined)) return;
    await closeHttp();
    metrics.use(wanted !== undefined);
    if (wanted === undefined) {
      told = '';
      return;
    }
    http = await openHttpDoor(handle, wanted, api);
    httpAt = place;
    tell(http.news);
  }

  function open(): void {
    work = work.then(async () => {
      await openControl();
      await followHttp();
      clearTimeout(retry);
      const isOpen = closeControl !== undefined && (httpAt === '' || http?.server !== undefined);
      if (!isOpen && !ending.signal.aborted) retry = setTimeout(open, retryAfter).unref();
    });
  }

  let seen: string | undefined;
  const follow = () => {
    const place = placeOf(api());
    if (place === seen) return;
    seen = place;
    open();
  };
  follow();

  return {
    follow,
    retry: open,
    onCall: metrics.onCall,
    onActivity(activity) {
      metrics.onActivity(activity, target.state().lastCheck, clock.now());
      follow();
    },
    troubles(language) {
      const news = http?.news;
      return news === undefined || news.kind === 'open' ? [] : [doorSentence(news, language)];
    },
    async close() {
      ending.abort(new Error('the program ends'));
      clearTimeout(retry);
      await work;
      await closeControl?.();
      closeControl = undefined;
      await closeHttp();
    },
  };
}
