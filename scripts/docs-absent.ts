import type { Localized } from '../electron/contract/language.ts';
import { say } from './docs-page.ts';

/** A service that other clients list and that is not here, with the reason. */
export interface AbsentService {
  readonly name: string;
  readonly why: Localized;
}

export const absentServices: readonly AbsentService[] = [
  {
    name: 'Hetzner DNS Console',
    why: say(
      'The old API (dns.hetzner.com) ended in May 2026. Zones were moved to the Hetzner Console: use `hetzner` with a token of the project.',
      '旧版 API（dns.hetzner.com）已于 2026 年 5 月停用，区域已迁移至 Hetzner Console，请改用 `hetzner` 和项目令牌。',
    ),
  },
  {
    name: 'OpenDNS',
    why: say(
      'It is told the address of a network by that network’s label, not of a DNS name. DNS-O-Matic (a preset of `dyndns2`) passes addresses on to it.',
      '它按网络标签而不是 DNS 名称接收地址。可通过 DNS-O-Matic（`dyndns2` 的预设）转发。',
    ),
  },
  {
    name: 'Google Domains',
    why: say(
      'Its dynamic DNS was closed when the domains went to Squarespace. Move the zone to a service that is listed here.',
      '域名移交 Squarespace 后，其动态 DNS 已关闭。请将区域迁移到此处列出的服务。',
    ),
  },
];
