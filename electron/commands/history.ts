import { catalogue } from '../contract/i18n/catalogue.ts';
import { listText } from '../contract/i18n/format.ts';
import { codeOf } from '../core/error-code.ts';
import { type Moment, parseMoment } from '../core/history/moment.ts';
import {
  createSelection,
  type HistoryFound,
  type HistoryKind,
  historyKinds,
} from '../core/history/query.ts';
import { isNameProblem, parseName } from '../core/name.ts';
import { providerFinder } from '../core/views/find-provider.ts';
import { historyData } from '../core/views/history.ts';
import { historyPage } from '../core/views/history-page.ts';
import { systemClock } from '../node/clock.ts';
import { type HistoryRead, readHistory } from '../node/history-reader.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';
import { stateFolder } from './settings.ts';

export interface HistoryOptions {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly record?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly limit?: string | undefined;
  readonly state?: string | undefined;
}

const defaultSince = '7d';
const defaultLimit = 1000;
/** More than the files can hold. */
const mostEntries = 100_000;

interface Wish {
  readonly since: Moment;
  readonly until: Moment;
  readonly name: string | undefined;
  readonly kinds: readonly HistoryKind[];
  readonly limit: number;
}

const isKind = (word: string): word is HistoryKind => historyKinds.some((kind) => kind === word);

/** What the user wants to see; the sentence for what is wrong with it. */
function wishOf(options: HistoryOptions, now: number, { output }: Context): Wish | string {
  const { history } = catalogue(output.language);
  const since = parseMoment(options.since ?? defaultSince, now);
  if (since === undefined) return history.moment('--since', options.since ?? '');
  const until = parseMoment(options.until ?? 'now', now);
  if (until === undefined) return history.moment('--until', options.until ?? '');
  if (since.first > until.last) return history.order;
  const kinds = (options.kind ?? []).flatMap((each) => each.split(','));
  const odd = kinds.find((kind) => !isKind(kind));
  if (odd !== undefined) {
    return history.kind(odd, listText(output.language, historyKinds, 'disjunction'));
  }
  const limit = options.limit ?? String(defaultLimit);
  const count = /^\d{1,6}$/.test(limit) ? Number(limit) : 0;
  if (count < 1 || count > mostEntries) return history.limit(limit, mostEntries);
  const name = options.record === undefined ? undefined : parseName(options.record);
  if (name !== undefined && isNameProblem(name)) return history.name(options.record ?? '');
  return { since, until, name, kinds: kinds.filter(isKind), limit: count };
}

/** Names are looked up for what is shown. */
async function namesFor({ entries }: HistoryFound, { world, output }: Context) {
  const providers = entries.flatMap(({ entry }) => (entry.kind === 'call' ? [entry.provider] : []));
  const services = entries.flatMap(({ entry }) => (entry.kind === 'told' ? [entry.service] : []));
  await world.needProviders([...new Set(providers)]);
  await world.needChannels([...new Set(services)]);
  return {
    find: providerFinder(world),
    nameOf: (service: string) => world.channels.find(({ id }) => id === service)?.name,
    language: output.language,
  };
}

/** `ddns-tray history`: what happened, as the state folder keeps it; asks nobody and changes nothing. */
export async function history(options: HistoryOptions, context: Context): Promise<Result> {
  const { world, output } = context;
  const { language } = output;
  const now = systemClock.now();
  const wish = wishOf(options, now, context);
  if (typeof wish === 'string') return errorResult(2, 'usage', wish);
  const folder = stateFolder(world, options.state);
  const [since, until] = [wish.since.first, wish.until.last];
  const { kinds, name, limit } = wish;
  const selection = createSelection({ since, until, kinds, name, limit });
  let read: HistoryRead;
  try {
    read = await readHistory(folder, selection.take);
  } catch (error) {
    const texts = catalogue(language).history;
    return errorResult(1, 'state', texts.unreadable(folder, codeOf(error)));
  }
  const found = selection.found();
  const data = historyData(found, { ...read, folder, since, until });
  const names = await namesFor(found, context);
  return { status: 0, data, page: historyPage(data, names, options.until === undefined) };
}
