import { createRequire } from 'node:module';
import type { OvhCredentials } from '../../electron/providers/signing/ovh.ts';
import type { OutgoingRequest } from '../../electron/providers/signing/signer.ts';

const require = createRequire(import.meta.url);

interface OvhClient {
  signRequest(method: string, url: string, body: string | null, timestamp: number): string;
}

const createClient: (options: {
  readonly appKey: string;
  readonly appSecret: string;
  readonly consumerKey: string;
}) => OvhClient = require('ovh');

/** The signature by OVH's own client. `timestamp` in seconds since 1970. */
export function ovhSignature(
  { method, url, body }: OutgoingRequest,
  credentials: OvhCredentials,
  timestamp: number,
): string {
  const client = createClient({
    appKey: credentials.applicationKey,
    appSecret: credentials.applicationSecret,
    consumerKey: credentials.consumerKey,
  });
  return client.signRequest(method, url, body ?? null, timestamp);
}
