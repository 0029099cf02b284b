import { createHash } from 'node:crypto';
import type { Signer } from './signer.ts';

export interface OvhCredentials {
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
}

/**
 * OVHcloud's signature over method, URL, body and time. Adds `x-ovh-application`, `x-ovh-consumer`,
 * `x-ovh-timestamp` (Unix seconds) and `x-ovh-signature`.
 * https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api
 */
export function ovhSigner(credentials: OvhCredentials): Signer {
  const { applicationKey, applicationSecret, consumerKey } = credentials;
  return (request, at) => {
    const { method, url, body = '' } = request;
    const timestamp = String(Math.floor(at / 1000));
    const toSign = [applicationSecret, consumerKey, method, url, body, timestamp].join('+');
    const headers = {
      ...request.headers,
      'x-ovh-application': applicationKey,
      'x-ovh-consumer': consumerKey,
      'x-ovh-timestamp': timestamp,
      'x-ovh-signature': `$1$${createHash('sha1').update(toSign).digest('hex')}`,
    };
    return { ...request, headers };
  };
}
