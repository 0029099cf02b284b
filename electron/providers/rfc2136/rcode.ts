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
  const who =
    keyName === undefined
      ? { en: 'an unsigned request', 'zh-CN': '未签名的请求' }
      : { en: `the key ${keyName}`, 'zh-CN': `密钥 ${keyName} ` };
  switch (rcode) {
    case 'REFUSED':
      return failure('auth', {
        en: `${host} does not let ${who.en} change ${name}`,
        'zh-CN': `${host} 不允许${who['zh-CN']}修改 ${name}`,
      });
    case 'NOTAUTH':
      return failure('zoneNotFound', {
        en: `${host} is not a primary server of the zone ${zone}`,
        'zh-CN': `${host} 不是区域 ${zone} 的主服务器`,
      });
    case 'NOTZONE':
      return failure('zoneNotFound', {
        en: `${name} is not in the zone ${zone} of ${host}`,
        'zh-CN': `${name} 不在 ${host} 的区域 ${zone} 中`,
      });
    case 'SERVFAIL':
      return failure('server', {
        en: `${host} failed (SERVFAIL)`,
        'zh-CN': `${host} 出错（SERVFAIL）`,
      });
    case 'NOTIMP':
      return failure(
        'invalid',
        { en: `${host} does not take dynamic updates`, 'zh-CN': `${host} 不接受动态更新` },
        { scope: 'account' },
      );
    default:
      if (isRace(rcode)) {
        return failure('conflict', {
          en: `${name} was changed by somebody else meanwhile`,
          'zh-CN': `其间有他人修改了 ${name}`,
        });
      }
      return failure('unknown', {
        en: `${host} answered ${rcode}`,
        'zh-CN': `${host} 的应答为 ${rcode}`,
      });
  }
}
