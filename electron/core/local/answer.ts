import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import type { Refusal } from './judge.ts';

/** Why a request did not come to its result. `error.kind` in JSON; `usage` tells what was wrong with a wish. */
export type LocalErrorKind = Refusal | 'tooMany' | 'usage' | 'noSettings' | 'ending' | 'fault';

/** What goes back to whoever asked. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The connection is of no more use. */
  readonly close: boolean;
}

const statuses: Readonly<Record<LocalErrorKind, number>> = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  method: 405,
  noSettings: 409,
  tooLarge: 413,
  type: 415,
  misdirected: 421,
  usage: 422,
  tooMany: 429,
  fault: 500,
  ending: 503,
};

/** Nobody may keep an answer, or take it for anything but what it says it is. */
const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** A JSON object as an answer; an `ok` of its own says whether all is well. */
export function jsonAnswer(value: object, clean: (text: string) => string): Answer {
  const each = (_: string, one: unknown) => (typeof one === 'string' ? clean(one) : one);
  const body = `${JSON.stringify(value, each)}\n`;
  const headers = { ...always, 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers, body, close: false };
}

/** A text as an answer, of that media type. */
export function textAnswer(body: string, type: string): Answer {
  return { status: 200, headers: { ...always, 'content-type': type }, body, close: false };
}

interface ErrorParts {
  readonly message?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What went wrong as an answer: `{"ok":false,"error":{"kind","message"}}`. */
export function errorAnswer(
  kind: LocalErrorKind,
  language: Language,
  { message, headers = {} }: ErrorParts = {},
): Answer {
  const { errors } = catalogue(language).local;
  const text = message ?? errors[kind === 'usage' ? 'badRequest' : kind];
  const answer = jsonAnswer({ ok: false, error: { kind, message: text } }, (one) => one);
  const own: Readonly<Record<string, string>> =
    kind === 'unauthorized' ? { 'www-authenticate': 'Bearer realm="DDNS Tray"' } : {};
  return {
    ...answer,
    status: statuses[kind],
    headers: { ...answer.headers, ...own, ...headers },
    close: true,
  };
}
