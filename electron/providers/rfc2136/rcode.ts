import type { Rcode } from '../../core/dns/codes.ts';
import { type Failure, failure } from '../../core/outcome.ts';

/** Whom an answer came from and what was asked for, for its sentence. */
export interface Asked {
  readonly host: string;
  readonly name: string;
  readonly zone: string;
  /** Undefined for an unsigned request. */
  readonly keyName: string | undefined;
}

/** Codes that say that a prerequisite did not hold: somebody else was faster. RFC 2136 2.2. */
export function isRace(rcode: Rcode): boolean {
  return ['NXRRSET', 'YXRRSET', 'NXDOMAIN', 'YXDOMAIN'].includes(rcode);
}

/** What a response code other than NOERROR says about one record. RFC 1035 4.1.1, RFC 2136 2.2. */
export function failureOfRcode(rcode: Rcode, { host, name, zone, keyName }: Asked): Failure {
  const who = keyName === undefined ? 'an unsigned request' : `the key ${keyName}`;
  switch (rcode) {
    case 'REFUSED':
      return failure('auth', `${host} does not let ${who} change ${name}`);
    case 'NOTAUTH':
      return failure('zoneNotFound', `${host} is not a primary server of the zone ${zone}`);
    case 'NOTZONE':
      return failure('zoneNotFound', `${name} is not in the zone ${zone} of ${host}`);
    case 'SERVFAIL':
      return failure('server', `${host} failed (SERVFAIL)`);
    case 'NOTIMP':
      return failure('invalid', `${host} does not take dynamic updates`, { scope: 'account' });
    default:
      if (isRace(rcode))
        return failure('conflict', `${name} was changed by somebody else meanwhile`);
      return failure('unknown', `${host} answered ${rcode}`);
  }
}
