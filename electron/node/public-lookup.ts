import dns, { type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isInward } from '../core/inward.ts';
import { notPublicCode } from '../core/ports.ts';

/** Looks a host up for a connection, and fails with {@link notPublicCode} where it leads to no public address. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  dns.lookup(host, options, (error, address: string | LookupAddress[], family) => {
    const all = typeof address === 'string' ? [address] : (address ?? []).map((one) => one.address);
    const refusal = all.some(isInward)
      ? Object.assign(new Error('not a public address'), { code: notPublicCode })
      : null;
    callback(error ?? refusal, address, family);
  });
};
