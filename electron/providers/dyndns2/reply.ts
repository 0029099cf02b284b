import type { Localized } from '../../contract/language.ts';
import { type Address, type Family, sameAddress } from '../../core/address.ts';
import { type Failure, failure, type Outcome } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import { failureOfReply, isPage, type Reply } from '../../core/reply.ts';
import type { Addresses } from '../api/host-batch.ts';
import { emptyText, forAllHosts, quoted, quoteLimit } from '../api/host-reply.ts';
import { type Line, readLine, readLines } from './lines.ts';
import type { Preset } from './preset.ts';
import { isSuccess, type Refusal } from './words.ts';

/** One request, as its answer is judged by. */
export interface Sent {
  readonly preset: Preset;
  readonly addresses: Addresses;
  /** The changes of each name, in the order of the names in the request. */
  readonly names: readonly (readonly Change[])[];
}

/** Turns single lines of one answer into outcomes. */
interface Judge {
  /** The outcome of each change of one name by its line. */
  line(line: Line, changes: readonly Change[]): readonly Outcome[];
  /** What a word of refusal comes to. */
  refusal(meaning: Refusal, line: Line): Failure;
  /** A failure for what no rule of ours covers; the host may have done the work. */
  riddle(why: Localized): Failure;
  /** The host's own words in ours, short and without secrets. */
  quote(line: Line): Localized;
}

function createJudge(host: string, sent: Sent, clean: (text: string) => string): Judge {
  const { preset, addresses } = sent;

  function verdict(line: Line, change: Change): Outcome {
    const { meaning } = line;
    if (meaning === undefined) return judge.riddle(judge.quote(line));
    if (!isSuccess(meaning)) return judge.refusal(meaning, line);
    const stranger = strangerIn(line, addresses);
    // Dyn "Return Codes": so it says that the client is refused and the update ignored.
    if (stranger?.text === '127.0.0.1') {
      return failure('blocked', judge.quote(line), { scope: 'account' });
    }
    if (stranger === undefined || concernsOther(stranger, change, addresses)) {
      return { kind: meaning.kind, evidence: 'accepted' };
    }
    const said = judge.quote(line);
    return failure('mismatch', {
      en: `sent ${change.address.text}, but ${said.en}`,
      'zh-CN': `发送的是 ${change.address.text}，但 ${said['zh-CN']}`,
    });
  }

  const judge: Judge = {
    line: (line, changes) => changes.map((change) => verdict(line, change)),
    refusal(meaning, line) {
      const trouble = meaning.trouble === true ? preset.troublePause : undefined;
      const retryAfter = trouble ?? meaning.retryAfter;
      return failure(meaning.kind, judge.quote(line), {
        scope: isOwnKey(preset, meaning) ? 'record' : meaning.scope,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      });
    },
    riddle: (why) =>
      failure('unknown', why, {
        unconfirmed: true,
        ...(preset.refusalPause === undefined ? {} : { retryAfter: preset.refusalPause }),
      }),
    quote: ({ text }) => quoted(host, text, clean),
  };
  return judge;
}

/** What an answer comes to for each change of each name of the request, in the request's order. */
export function judgeReply(
  reply: Reply,
  sent: Sent,
  now: number,
  clean: (text: string) => string,
): readonly (readonly Outcome[])[] {
  const { preset, names } = sent;
  const { status, host } = reply;
  const judge = createJudge(host, sent, clean);
  const all = (why: Outcome) => names.map((changes) => changes.map(() => why));
  const each = (line: Line) => names.map((changes) => judge.line(line, changes));
  const lines = readLines(reply, preset);
  const [first] = lines;
  const known = first?.meaning;
  const wordOfStatus = preset.statuses?.[status];

  if (status < 200 || status >= 300) {
    // Only a word of refusal is believed beside a status of refusal.
    if (first !== undefined && known !== undefined && !isSuccess(known) && status >= 400) {
      return all(oneForAll(judge.refusal(known, first), names));
    }
    if (wordOfStatus !== undefined) {
      return each({ ...readLine(wordOfStatus, preset), text: `HTTP ${status}` });
    }
    const why = forAllHosts(failureOfReply(reply, now, saidBy(reply, clean)));
    return all(isOwnKey(preset, why) ? { ...why, scope: 'record' } : why);
  }
  if (known === undefined && isPage(reply.body)) return all(failureOfReply(reply, now));
  if (known === undefined && wordOfStatus !== undefined) {
    return each({ ...readLine(wordOfStatus, preset), text: first?.text ?? wordOfStatus });
  }
  if (first === undefined) return all(judge.riddle(emptyText(host)));
  if (names.length === 1) return names.map((changes) => judgeName(lines, changes, judge));
  if (lines.length === 1 && known === undefined) return all(judge.riddle(judge.quote(first)));
  if (lines.length === 1 && known !== undefined && !isSuccess(known)) {
    return all(oneForAll(judge.refusal(known, first), names));
  }
  const short = judge.riddle({
    en: `${host} answered ${lines.length} lines for ${names.length} names`,
    'zh-CN': `${host} 为 ${names.length} 个名称应答了 ${lines.length} 行`,
  });
  return names.map((changes, at) => {
    const line = lines[at];
    return line === undefined ? changes.map(() => short) : judge.line(line, changes);
  });
}

/**
 * Several lines for one name: each family by the line that names an address of it, else by the
 * first; what follows without a known word is talk. A failure anywhere outweighs a success.
 */
function judgeName(
  lines: readonly Line[],
  changes: readonly Change[],
  judge: Judge,
): readonly Outcome[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  const told =
    first.meaning === undefined ? [first] : [first, ...rest.filter((line) => line.meaning)];
  const bad = told.find((line) => line.meaning === undefined || !isSuccess(line.meaning));
  if (bad !== undefined) return judge.line(bad, changes);
  return changes.flatMap((change) => {
    const own = told.find((line) =>
      line.addresses.some(({ family }) => family === change.address.family),
    );
    return judge.line(own ?? first, [change]);
  });
}

/** One code for several names is an error of the account. Dyn "Return Codes". */
function oneForAll(why: Failure, names: readonly unknown[]): Failure {
  return names.length > 1 ? { ...why, scope: 'account' } : why;
}

/** The refused credential belongs to this name alone. */
function isOwnKey(preset: Preset, why: { readonly kind: string }): boolean {
  return preset.keyPerHost === true && why.kind === 'auth';
}

/** An address in the line that we did not send. */
function strangerIn(line: Line, addresses: Addresses): Address | undefined {
  return line.addresses.find((address) => !sameAddress(address, addresses[address.family]));
}

/** The wrong address is the business of another change of the same request. */
function concernsOther(wrong: Address, change: Change, addresses: Addresses): boolean {
  const family: Family = wrong.family;
  return family !== change.address.family && addresses[family] !== undefined;
}

/** The start of a refusal's text, where it is one. */
function saidBy(reply: Reply, clean: (text: string) => string): Localized | undefined {
  if (isPage(reply.body)) return undefined;
  const text = clean(reply.body).trim();
  if (text === '') return undefined;
  const { host, status } = reply;
  const said = text.slice(0, quoteLimit);
  return {
    en: `${host} answered “${said}” with status ${status}`,
    'zh-CN': `${host} 应答“${said}”，状态码 ${status}`,
  };
}
