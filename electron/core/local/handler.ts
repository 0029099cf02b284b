import { pickLanguage } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { createBucket } from '../gateway/bucket.ts';
import type { Clock, Log } from '../ports.ts';
import { type UpdateData, updateData } from '../views/update.ts';
import { type Answer, errorAnswer, jsonAnswer, textAnswer } from './answer.ts';
import { chooseRecords } from './choose-records.ts';
import { isHealthy } from './health.ts';
import { type Judgement, judge, type LocalRoute, type Threshold } from './judge.ts';
import { checks, forgetAfter, guests, mostWaiting, strangers, waitAfter } from './limits.ts';
import { headerOf, type LocalRequest } from './request.ts';
import { wholeStatus } from './status.ts';
import type { CheckDone, LocalTarget } from './target.ts';
import { readWish, type UpdateWish } from './wish.ts';

/** What the handler stands on. */
export interface HandlerPorts {
  readonly target: LocalTarget;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes secrets out of a text. */
  readonly clean: (text: string) => string;
  /** Prometheus' text format; undefined where nothing is counted. */
  readonly metrics: () => Promise<string | undefined>;
  /** The folder of the state. */
  readonly folder: string;
  readonly pid: number;
  /** When the program started, in milliseconds since 1970. */
  readonly since: number;
  /** Aborted when the program ends. */
  readonly signal: AbortSignal;
}

/** Reads the body; `tooLarge` or `broken` where it is not to be had. */
export type ReadBody = () => Promise<
  { readonly text: string } | { readonly why: 'tooLarge' | 'badRequest' }
>;

/** Answers a request that came through a door. Never rejects. */
export type LocalHandler = (
  request: LocalRequest,
  readBody: ReadBody,
  threshold: Threshold,
) => Promise<Answer>;

/** The exposition format that Prometheus reads. */
const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

function languageOf(request: LocalRequest): Language {
  return pickLanguage((headerOf(request, 'accept-language') ?? '').split(',', 16));
}

/** Makes the one handler behind all doors. What it notes of wrong tokens and of haste, all doors share. */
export function createHandler(ports: HandlerPorts): LocalHandler {
  const { target, clock, log, clean, signal } = ports;
  const buckets = {
    strangers: createBucket(clock, strangers),
    guests: createBucket(clock, guests),
  };
  const checkBucket = createBucket(clock, checks);
  const wrong = { count: 0, last: 0, waiting: 0 };
  const rehearsals = new Map<string, Promise<CheckDone | undefined>>();
  let lastRehearsal: Promise<unknown> = Promise.resolve();
  let checking = 0;

  const tooMany = (language: Language, wait: number) =>
    errorAnswer('tooMany', language, {
      headers: { 'retry-after': String(Math.max(Math.ceil(wait / 1000), 1)) },
    });

  /** Lets a wrong token wait; false where too many do. */
  async function slowDown(): Promise<boolean> {
    const now = clock.now();
    if (Math.abs(now - wrong.last) > forgetAfter) wrong.count = 0;
    wrong.count += 1;
    wrong.last = now;
    if (wrong.waiting >= mostWaiting) return false;
    wrong.waiting += 1;
    await clock.sleep(waitAfter(wrong.count), signal).catch(() => undefined);
    wrong.waiting -= 1;
    return true;
  }

  async function refuse(
    judged: Extract<Judgement, { kind: 'refused' }>,
    language: Language,
  ): Promise<Answer> {
    const { why, allow, guessed } = judged;
    if (guessed && !(await slowDown())) return tooMany(language, waitAfter(wrong.count));
    return errorAnswer(why, language, { headers: allow === undefined ? {} : { allow } });
  }

  /** One dry run at a time; whoever wishes for the same one gets the same report. */
  function rehearse(wish: string, options: Parameters<LocalTarget['check']>[0]) {
    const present = rehearsals.get(wish);
    if (present !== undefined) return present;
    const next = lastRehearsal.then(() => target.rehearse(options));
    lastRehearsal = next.catch(() => undefined);
    rehearsals.set(wish, next);
    const forget = () => rehearsals.delete(wish);
    next.then(forget, forget);
    return next;
  }

  async function perform(wish: UpdateWish, language: Language): Promise<Answer | UpdateData> {
    const { force = false, dryRun = false, records } = wish;
    const settings = target.settings();
    if (settings === undefined) return errorAnswer('noSettings', language);
    const chosen = chooseRecords(settings, records, language);
    if (typeof chosen === 'string') return errorAnswer('usage', language, { message: chosen });
    if (checking === 0 && !checkBucket.take()) return tooMany(language, checkBucket.refill());
    const { only } = chosen;
    checking += 1;
    try {
      const key = JSON.stringify([force, only === undefined ? null : [...only].sort()]);
      const options = { force, only };
      const done = await (dryRun ? rehearse(key, options) : target.check(options));
      if (done === undefined) return errorAnswer('noSettings', language);
      return updateData({ ...done, dryRun }, only);
    } finally {
      checking -= 1;
    }
  }

  async function update(readBody: ReadBody, language: Language): Promise<Answer> {
    const body = await readBody();
    if ('why' in body) return errorAnswer(body.why, language);
    const wish = readWish(body.text, language);
    if (typeof wish === 'string') return errorAnswer('badRequest', language, { message: wish });
    const done = await perform(wish, language);
    return 'records' in done ? jsonAnswer(done, clean) : done;
  }

  function health(): Answer {
    const ok = isHealthy(target.state(), target.settings(), ports.since, clock.now());
    const answer = jsonAnswer({ ok }, clean);
    return ok ? answer : { ...answer, status: 503 };
  }

  async function serve(route: LocalRoute, readBody: ReadBody, language: Language): Promise<Answer> {
    switch (route) {
      case 'status': {
        const instance = { pid: ports.pid, since: ports.since };
        return jsonAnswer(wholeStatus(target.state(), ports.folder, language, instance), clean);
      }
      case 'update':
        return update(readBody, language);
      case 'health':
        return health();
      case 'metrics': {
        const text = await ports.metrics();
        return text === undefined
          ? errorAnswer('notFound', language)
          : textAnswer(text, metricsType);
      }
    }
  }

  return async (request, readBody, threshold) => {
    const language = languageOf(request);
    try {
      const judged = judge(request, threshold);
      const bucket = judged.known ? buckets.guests : buckets.strangers;
      if (!bucket.take()) return tooMany(language, bucket.refill());
      if (judged.kind === 'refused') return await refuse(judged, language);
      return await serve(judged.route, readBody, language);
    } catch (error) {
      if (signal.aborted) return errorAnswer('ending', language);
      log.error('the local interface failed', { error });
      return errorAnswer('fault', language);
    }
  };
}
