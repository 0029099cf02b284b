import { createHash, createHmac } from 'node:crypto';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { onlyKeys } from './emulator-checks.ts';
import type { ZoneStore } from './zone-store.ts';

type Body = Readonly<Record<string, unknown>>;

interface TencentAction {
  /** The parameters that it knows, and what each is. */
  readonly takes: Readonly<Record<string, 'string' | 'number' | 'object'>>;
  readonly required: readonly string[];
  readonly run: (
    body: Body,
    violate: Violate,
  ) => { readonly [name: string]: unknown } | TencentError;
}

/** A refusal, which has the status 200. */
export class TencentError {
  readonly code: string;
  readonly message: string;

  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

export function tencentRefusal(Code: string, Message: string) {
  return jsonReply(200, { Response: { Error: { Code, Message }, RequestId: 'ed93f3cb' } });
}

/** Seconds that a signature's time may be off. */
const tolerance = 300;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) =>
  createHmac('sha256', key).update(text).digest();

interface Keys {
  readonly id: string;
  readonly key: string;
  readonly service: string;
}

/** The signature of a request by the steps of the documentation; the SDK's own cannot sign an action. */
function signatureOf({ headers, url, body }: EmulatedRequest, names: string, keys: Keys): string {
  const timestamp = headers['x-tc-timestamp'] ?? '';
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
  const lines = names.split(';').map((name) => {
    const value = name === 'host' ? url.host : (headers[name] ?? '');
    return `${name}:${value.trim().toLowerCase()}\n`;
  });
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = `${date}/${keys.service}/tc3_request`;
  const text = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
  const signing = hmac(hmac(hmac(`TC3${keys.key}`, date), keys.service), 'tc3_request');
  const signature = createHmac('sha256', signing).update(text).digest('hex');
  return `TC3-HMAC-SHA256 Credential=${keys.id}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** One product of Tencent Cloud by API 3.0: checks headers, time, signature and parameters, then runs the action. */
export function tencentEmulator(
  store: ZoneStore,
  options: Keys & { readonly version: string },
  actions: Readonly<Record<string, TencentAction>>,
): Emulator {
  function authenticate(request: EmulatedRequest, violate: Violate): TencentError | undefined {
    const { headers } = request;
    if (headers['content-type'] !== 'application/json; charset=utf-8') violate('another type');
    if (headers['x-tc-version'] !== options.version) violate('another version');
    const timestamp = headers['x-tc-timestamp'] ?? '';
    if (!/^\d{10}$/.test(timestamp)) violate('the timestamp counts seconds');
    const [, id, names = ''] =
      headers.authorization?.match(/Credential=([^/]+)\/.*SignedHeaders=([^,]+)/) ?? [];
    if (!/^content-type;host(?:;|$)/.test(names)) violate('content-type and host are signed');
    if (id !== options.id) {
      return new TencentError('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
    }
    if (Math.abs(Number(timestamp) - store.now / 1000) > tolerance) {
      return new TencentError('AuthFailure.SignatureExpire', 'The provided credentials expired.');
    }
    return headers.authorization === signatureOf(request, names, options)
      ? undefined
      : new TencentError('AuthFailure.SignatureFailure', 'The signature is not right.');
  }

  function run(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const { method, url, headers } = request;
    if (method !== 'POST' || url.pathname !== '/' || url.search !== '') violate('no such path');
    const refused = authenticate(request, violate);
    if (refused !== undefined) return tencentRefusal(refused.code, refused.message);
    const action = actions[headers['x-tc-action'] ?? ''];
    if (action === undefined) {
      violate(`no such action: ${headers['x-tc-action']}`);
      return tencentRefusal('InvalidAction', 'No such action.');
    }
    const body = JSON.parse(request.body) as Body;
    onlyKeys(body, Object.keys(action.takes), violate);
    for (const [name, value] of Object.entries(body)) {
      const wanted = action.takes[name];
      if (wanted !== undefined && typeof value !== wanted) violate(`${name} is no ${wanted}`);
    }
    for (const name of action.required) if (body[name] === undefined) violate(`${name} is missing`);
    const result = action.run(body, violate);
    return result instanceof TencentError
      ? tencentRefusal(result.code, result.message)
      : jsonReply(200, { Response: { ...result, RequestId: '561cdfcb' } });
  }

  return createEmulator((request, violate) => {
    const reply = run(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}

/** True for an action that changes something. */
export function isTencentWrite({ headers }: EmulatedRequest): boolean {
  return !headers['x-tc-action']?.startsWith('Describe');
}
