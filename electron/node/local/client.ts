import http from 'node:http';
import type { Language } from '../../contract/language.ts';
import { second } from '../../core/duration.ts';
import type { LocalErrorKind } from '../../core/local/answer.ts';
import type { UpdateWish } from '../../core/local/wish.ts';
import { statusOutput } from '../../core/output/status.ts';
import { updateOutput } from '../../core/output/update.ts';
import { plainText } from '../../core/plain-text.ts';
import type { StatusData } from '../../core/views/status.ts';
import type { UpdateData } from '../../core/views/update.ts';
import { controlHost } from './control-door.ts';
import { type Control, readControl } from './control-file.ts';

/** Milliseconds for an answer that needs nothing but the program itself. */
const quick = 3 * second;
/** Milliseconds for a check: many accounts may each take their time. */
const long = 300 * second;
const maxBytes = 8 * 1024 * 1024;

/** A running program that can be spoken to. */
export interface RunningInstance {
  readonly pid: number;
  status(language: Language, signal: AbortSignal): Promise<Told<StatusData>>;
  update(wish: UpdateWish, language: Language, signal: AbortSignal): Promise<Told<UpdateData>>;
}

/** What came back. `lost`: it may have done what was asked for. */
export type Told<Data> =
  | { readonly kind: 'done'; readonly data: Data }
  | {
      readonly kind: 'refused';
      readonly error: LocalErrorKind | undefined;
      readonly message: string;
    }
  | { readonly kind: 'silent' | 'lost' };

/** Who keeps a folder's state, as far as can be told. */
export type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly instance: RunningInstance }
  | { readonly kind: 'otherVersion'; readonly version: string; readonly pid: number }
  /** It is there, and does not answer. */
  | { readonly kind: 'silent'; readonly pid: number };

interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string | undefined;
  readonly language: Language;
  readonly timeout: number;
  readonly signal: AbortSignal;
}

interface Reply {
  readonly status: number;
  readonly value: unknown;
}

/** Texts without what a terminal would obey: whoever can write to the folder may answer. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'string' ? plainText(value) : value;
}

function read(response: http.IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) response.destroy(new Error('too large'));
      else chunks.push(chunk);
    });
    response.once('error', reject);
    response.once('aborted', () => reject(new Error('cut off')));
    response.once('end', () => {
      try {
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'), plain));
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** Asks once. Rejects with the system's error, and where the answer cannot be read. */
function ask({ address, token }: Control, question: Question): Promise<Reply> {
  const { method, path, body, language, timeout, signal } = question;
  return new Promise((resolve, reject) => {
    const request = http.request({
      socketPath: address,
      method,
      path,
      agent: false,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      headers: {
        host: controlHost,
        authorization: `Bearer ${token}`,
        'accept-language': language,
        ...(body !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        }),
      },
    });
    request.once('error', reject);
    request.once('response', (response) => {
      read(response).then((value) => resolve({ status: response.statusCode ?? 0, value }), reject);
    });
    request.end(body);
  });
}

/** Undefined where what came back is no answer of ours. */
function refusalOf(value: unknown): Extract<Told<never>, { kind: 'refused' }> | undefined {
  if (typeof value !== 'object' || value === null || !('error' in value)) return undefined;
  const { error } = value;
  if (typeof error !== 'object' || error === null || !('message' in error)) return undefined;
  const kind = 'kind' in error ? (error.kind as LocalErrorKind) : undefined;
  return { kind: 'refused', error: kind, message: String(error.message).slice(0, 1000) };
}

async function put<Data>(
  control: Control,
  question: Question,
  parse: (value: unknown) => Data,
): Promise<Told<Data>> {
  try {
    const { status, value } = await ask(control, question);
    if (status !== 200) return refusalOf(value) ?? { kind: 'lost' };
    return { kind: 'done', data: parse(value) };
  } catch {
    question.signal.throwIfAborted();
    return { kind: question.method === 'GET' ? 'silent' : 'lost' };
  }
}

function instanceOf(control: Control): RunningInstance {
  const parseStatus = (value: unknown): StatusData => statusOutput.parse(value);
  const parseUpdate = (value: unknown): UpdateData => updateOutput.parse(value);
  return {
    pid: control.pid,
    status: (language, signal) =>
      put(
        control,
        { method: 'GET', path: '/api/status', language, timeout: quick, signal },
        parseStatus,
      ),
    update: (wish, language, signal) => {
      const body = JSON.stringify(wish);
      const path = '/api/update';
      return put(
        control,
        { method: 'POST', path, body, language, timeout: long, signal },
        parseUpdate,
      );
    },
  };
}

/** Looks who keeps the state in a folder: what was left behind by a killed one is nobody. */
export async function findInstance(
  folder: string,
  version: string,
  signal: AbortSignal,
): Promise<Found> {
  const control = await readControl(folder);
  if (control === undefined) return { kind: 'none' };
  const { pid } = control;
  try {
    const path = '/healthz';
    await ask(control, { method: 'GET', path, language: 'en', timeout: quick, signal });
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const isGone = ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'EACCES'].includes(String(code));
    return isGone ? { kind: 'none' } : { kind: 'silent', pid };
  }
  if (control.version !== version) return { kind: 'otherVersion', version: control.version, pid };
  return { kind: 'running', instance: instanceOf(control) };
}
