import type { OutgoingRequest } from '../../electron/providers/signing/signer.ts';
import {
  createEmulator,
  type EmulatedReply,
  type EmulatedRequest,
  type Emulator,
  jsonReply,
  type Violate,
} from './emulator.ts';
import { onlyQuery } from './emulator-checks.ts';
import { alibabaAuthorization } from './oracle-alibaba.ts';
import type { ZoneStore } from './zone-store.ts';

interface AlibabaAction {
  readonly method: 'GET' | 'POST';
  /** The parameters that it knows. */
  readonly takes: Readonly<Record<string, RegExp>>;
  readonly required: readonly string[];
  readonly run: (
    given: Readonly<Record<string, string>>,
    violate: Violate,
  ) => { readonly [name: string]: unknown } | AlibabaError;
}

/** A refusal in the form of all products. */
export class AlibabaError {
  readonly status: number;
  readonly code: string;
  readonly message: string;

  constructor(status: number, code: string, message: string) {
    this.status = status;
    this.code = code;
    this.message = message;
  }
}

/** Minutes that a signature's time may be off. */
const tolerance = 15;

export function alibabaRefusal(status: number, Code: string, Message: string) {
  const Recommend = `https://api.aliyun.com/troubleshoot?q=${Code}`;
  return jsonReply(status, {
    RequestId: 'B319D4AA',
    HostId: 'x.aliyuncs.com',
    Code,
    Message,
    Recommend,
  });
}

/**
 * One product of Alibaba Cloud in the RPC style with signature V3: checks version, time, nonce and
 * signature (by Alibaba's own signer) before it runs an action.
 */
export function alibabaEmulator(
  store: ZoneStore,
  options: { readonly id: string; readonly secret: string; readonly version: string },
  actions: Readonly<Record<string, AlibabaAction>>,
): Emulator {
  const nonces = new Set<string>();

  function authenticate(request: EmulatedRequest, violate: Violate): AlibabaError | undefined {
    const { headers } = request;
    const nonce = headers['x-acs-signature-nonce'] ?? '';
    const at = Date.parse(headers['x-acs-date'] ?? '');
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(headers['x-acs-date'] ?? '')) violate('no date');
    if (nonce.length < 16 || nonces.has(nonce)) violate('the nonce is short, or used');
    nonces.add(nonce);
    if (headers['x-acs-version'] !== options.version) violate('another version');
    if (headers.accept !== 'application/json') violate('the answer would be XML');
    if (!headers.authorization?.includes(`Credential=${options.id},`)) {
      return new AlibabaError(
        404,
        'InvalidAccessKeyId.NotFound',
        'Specified access key is not found.',
      );
    }
    if (Math.abs(at - store.now) > tolerance * 60_000) {
      const text = 'Specified time stamp or date value is expired.';
      return new AlibabaError(400, 'InvalidTimeStamp.Expired', text);
    }
    const { method, url, body } = request;
    const outgoing = { method, url: url.href, headers, body } as OutgoingRequest;
    if (headers.authorization !== alibabaAuthorization(outgoing, options.id, options.secret)) {
      const text = 'Specified signature is not matched with our calculation.';
      return new AlibabaError(400, 'SignatureDoesNotMatch', text);
    }
    return undefined;
  }

  function run(request: EmulatedRequest, violate: Violate): EmulatedReply {
    const refused = authenticate(request, violate);
    if (refused !== undefined) return alibabaRefusal(refused.status, refused.code, refused.message);
    if (request.url.pathname !== '/') violate('no such path');
    if (request.body !== '') violate('the parameters stand in the query');
    const name = request.headers['x-acs-action'] ?? '';
    const action = actions[name];
    if (action === undefined) {
      violate(`no such action: ${name}`);
      return alibabaRefusal(404, 'InvalidAction.NotFound', 'Specified api is not found.');
    }
    if (action.method !== request.method) violate('UnsupportedHTTPMethod');
    onlyQuery(request, action.takes, violate);
    const given = Object.fromEntries(request.url.searchParams);
    for (const each of action.required) if (!given[each]) violate(`${each} is missing`);
    const result = action.run(given, violate);
    return result instanceof AlibabaError
      ? alibabaRefusal(result.status, result.code, result.message)
      : jsonReply(200, { RequestId: '536E9CAD', ...result });
  }

  return createEmulator((request, violate) => {
    const reply = run(request, violate);
    if (!('status' in reply)) return reply;
    return { ...reply, headers: { ...reply.headers, date: new Date(store.now).toUTCString() } };
  });
}
