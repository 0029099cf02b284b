import { describe, expect, it } from 'vitest';
import { ownDetail } from '../../../electron/core/views/own-detail.ts';

describe('the detail of a failure', () => {
  it.each([
    ['127.0.0.1 refused the connection (ECONNREFUSED)', '127.0.0.1 拒绝连接，ECONNREFUSED'],
    ['api.ipify.org: no such host (ENOTFOUND).', 'api.ipify.org 域名不存在，ENOTFOUND'],
    ['ns.example.com cannot be reached: no connection', 'ns.example.com 无法访问：没有网络连接'],
    ['localhost:8081 did not answer in time', 'localhost:8081 未及时应答'],
  ])('has no English in Chinese where it is our own: %s', (detail, chinese) => {
    expect(ownDetail(detail, 'zh-CN')).toBe(chinese);
    expect(ownDetail(detail, 'en')).toBe(detail);
  });

  it('stays word for word where it is the provider’s', () => {
    const detail = 'Invalid request headers (code 6003)';
    expect(ownDetail(detail, 'zh-CN')).toBe(detail);
  });
});
