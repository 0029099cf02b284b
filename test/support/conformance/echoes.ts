import { detailLimit } from '../../../electron/core/outcome.ts';
import { encodePart } from '../../../electron/providers/api/call.ts';
import type { EmulatedReply, EmulatedRequest, Fault } from '../emulator.ts';

type Encode = (text: string) => string;

export const escapeHtml: Encode = (text) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const inJson: Encode = (text) => JSON.stringify(text).slice(1, -1);

/** As PHP's `json_encode` writes it. */
const inPhpJson: Encode = (text) =>
  inJson(text)
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const asItIs: Encode = (text) => text;

/** The ways in which a service may repeat what it was sent. */
const encodings: readonly Encode[] = [
  asItIs,
  encodePart,
  (text) => encodePart(text).replace(/%\w\w/g, (code) => code.toLowerCase()),
  encodeURIComponent,
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
  inJson,
  inPhpJson,
  escapeHtml,
];

/** Every form of a secret that must not come out. */
export function spellings(secret: string): readonly string[] {
  return [...new Set(encodings.map((encode) => encode(secret)))];
}

/** Letters of a secret that tell it, where the rest was cut off. */
const telling = 10;

/** The secrets that stand in a text, whole or cut, in whatever form. */
export function leaksIn(text: string, secrets: readonly string[]): readonly string[] {
  const heads = secrets.flatMap(spellings).map((form) => form.slice(0, telling));
  return [...new Set(heads)].filter((head) => text.includes(head));
}

/** Where texts are commonly cut. */
const cuts = [120, detailLimit];

/** Fillers that bring the text behind them across a cut, whatever short words stand before. */
const fillers: readonly string[] = [
  '',
  ...cuts.flatMap((cut) => [12, 25, 40, 60, 80].map((before) => 'x'.repeat(cut - before))),
];

const statuses = [200, 400, 401, 403, 404, 409, 422, 429, 500];

/** A refusal of a service that repeats a secret, with the secret spelt and placed in other ways. */
function respelt(refusal: EmulatedReply, secrets: readonly string[]): readonly EmulatedReply[] {
  if (!('body' in refusal)) return [];
  const { body } = refusal;
  for (const secret of secrets) {
    const wrap = [inJson, escapeHtml, asItIs].find((each) => body.includes(each(secret)));
    if (wrap === undefined) continue;
    const put = (text: string, status = refusal.status): EmulatedReply => ({
      ...refusal,
      status,
      body: body.replaceAll(wrap(secret), () => text),
    });
    return [
      ...statuses.map((status) => put(wrap(secret), status)),
      ...statuses.map((status) => put('x'.repeat(detailLimit - 35) + wrap(secret), status)),
      ...encodings.map((encode) => put(wrap(encode(secret)))),
      ...(wrap === inJson ? [put(inPhpJson(secret))] : []),
      ...fillers.map((filler) => put(filler + wrap(secret))),
    ];
  }
  throw new Error('the refusal repeats no secret');
}

function requestText({ method, url, headers, body }: EmulatedRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url.href}`, ...lines, '', body].join('\n');
}

/** How an answer that repeats a request may look. */
const wrappers: readonly (readonly [type: string, wrap: Encode])[] = [
  ['text/plain', asItIs],
  ['text/plain', (text) => `Bad request: ${text}`],
  ['text/html', (text) => `<html><body><pre>${escapeHtml(text)}</pre></body></html>`],
  ['application/json', (text) => JSON.stringify({ wrong: text, error: { what: text } })],
  ['application/json', (text) => `{"message":"${inPhpJson(text)}"}`],
];

/** Answers that repeat the whole request, so that its secret begins at that distance. */
function repeats(secrets: readonly string[]): readonly Fault['reply'][] {
  const reply = (status: number, [type, wrap]: (typeof wrappers)[number], lead?: number) =>
    ((request) => {
      const text = requestText(request);
      const places = secrets.flatMap(spellings).map((form) => text.indexOf(form));
      const at = Math.min(...places.filter((place) => place >= 0));
      const said =
        lead === undefined || !Number.isFinite(at)
          ? text
          : text.slice(Math.max(0, at - lead)).padStart(text.length - at + lead, '.');
      return { status, headers: { 'content-type': type }, body: wrap(said) };
    }) satisfies Fault['reply'];
  const short = fillers.map(({ length }) => length);
  return wrappers.flatMap((wrapper) => [
    ...statuses.map((status) => reply(status, wrapper)),
    ...short.map((lead) => reply(400, wrapper, lead)),
  ]);
}

/** Answers of a service that repeat what is secret: in its own refusal, and all of the request in other forms. */
export function echoes(
  refusal: EmulatedReply | undefined,
  secrets: readonly string[],
): readonly Fault['reply'][] {
  return [...(refusal === undefined ? [] : respelt(refusal, secrets)), ...repeats(secrets)];
}
