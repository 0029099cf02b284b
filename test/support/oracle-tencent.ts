import { createRequire } from 'node:module';
import type { OutgoingRequest } from '../../electron/providers/signing/signer.ts';
import type { Tc3Options } from '../../electron/providers/signing/tc3.ts';

/** What we use of it; its own types have it at a path that only CommonJS reaches. */
interface TencentSign {
  sign3(input: {
    readonly method: string;
    readonly url: string;
    readonly payload: Buffer;
    readonly timestamp: number;
    readonly service: string;
    readonly secretId: string;
    readonly secretKey: string;
    readonly headers: Readonly<Record<string, string>>;
  }): string;
}

const require = createRequire(import.meta.url);
const {
  default: sign,
}: {
  readonly default: TencentSign;
} = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js');

/** The `Authorization` that Tencent's SDK makes of the request, at Unix seconds. */
export function tencentAuthorization(
  request: OutgoingRequest,
  timestamp: number,
  options: Tc3Options,
): string {
  return sign.sign3({
    method: request.method,
    url: request.url,
    payload: Buffer.from(request.body ?? ''),
    timestamp,
    ...options,
    headers: { 'Content-Type': request.headers['content-type'] ?? '' },
  });
}
