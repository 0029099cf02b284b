/** What Windows 11 prints, in English and in Chinese. */
export const routePrint = `\
===========================================================================
Interface List
 12...00 15 5d 01 02 03 ......Intel(R) Ethernet Connection (7) I219-V
  7...00 ff 3a 5c 11 20 ......TAP-Windows Adapter V9
 15...........................WireGuard Tunnel
 21...00 00 00 00 00 00 00 e0 Microsoft 6to4 Adapter
  1...........................Software Loopback Interface 1
===========================================================================

IPv4 Route Table
===========================================================================
Active Routes:
Network Destination        Netmask          Gateway       Interface  Metric
          0.0.0.0          0.0.0.0        10.20.0.1       10.20.0.57     55
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25
          0.0.0.0          0.0.0.0         On-link        10.64.0.2      5
          0.0.0.0        128.0.0.0         10.8.0.1         10.8.0.6    281
        127.0.0.0        255.0.0.0         On-link         127.0.0.1    331
      192.168.1.0    255.255.255.0         On-link      192.168.1.23    281
===========================================================================
Persistent Routes:
  Network Address          Netmask  Gateway Address  Metric
          0.0.0.0          0.0.0.0    192.168.1.254  Default 
===========================================================================
`;

export const routePrintChinese = `\
===========================================================================
接口列表
 12...00 15 5d 01 02 03 ......Intel(R) Ethernet Connection (7) I219-V
  1...........................Software Loopback Interface 1
===========================================================================

IPv4 路由表
===========================================================================
活动路由:
网络目标        网络掩码          网关       接口   跃点数
          0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.23     25
          0.0.0.0          0.0.0.0            在链路上       10.64.0.2      5
        127.0.0.0        255.0.0.0            在链路上         127.0.0.1    331
===========================================================================
永久路由:
  无
`;

export const routePrint6 = `\
IPv6 Route Table
===========================================================================
Active Routes:
 If Metric Network Destination      Gateway
  7    300 ::/0                     fe80::9
 12    281 ::/0                     fe80::1
 15      5 ::/0                     On-link
  1    331 ::1/128                  On-link
 12    281 2408:8207:1850:3b60::/64 On-link
 12    281 2408:8207:1850:3b60:1c2d:3e4f:5a6b:7c8d/128
                                    On-link
===========================================================================
Persistent Routes:
 If Metric Network Destination      Gateway
  0 4294967295 ::/0                     fe80::2
 12 4294967295 ::/0                     fe80::1
===========================================================================
`;

export const routePrint6Chinese = `\
IPv6 路由表
===========================================================================
活动路由:
 接口跃点数网络目标                网关
 12    281 ::/0                     fe80::1
  1    331 ::1/128                  在链路上
===========================================================================
永久路由:
  无
`;

export const arp = `\

Interface: 192.168.1.23 --- 0xc
  Internet Address      Physical Address      Type
  192.168.1.1           c8-0e-14-aa-bb-cc     dynamic   
`;

export const arpChinese = `\

接口: 192.168.1.23 --- 0xc
  Internet 地址         物理地址              类型
  192.168.1.1           c8-0e-14-aa-bb-cc     动态        
`;

export const neighboursChinese = `\

接口 12: 以太网


Internet 地址                                 物理地址           类型
--------------------------------------------  -----------------  -----------
fe80::1                                       c8-0e-14-aa-bb-cc  可访问 (路由器)
fe80::2                                       00-00-00-00-00-00  无法访问
ff02::1                                       33-33-00-00-00-01  永久
`;

const [announced, linkLayer, random, dhcp] = [4, 4, 5, 3];
const [tentative, duplicate, deprecated, preferred] = [1, 2, 3, 4];

/** What the adapters' script prints; letters beyond ASCII are escaped. */
export const adaptersJson = JSON.stringify([
  {
    name: '以太网',
    description: 'Intel(R) Ethernet Connection (7) I219-V',
    addresses: [
      ['fe80::8d3c:91a7:4f1e:2b6a%12', 2, random, preferred],
      ['2408:8207:1850:3b60:8d3c:91a7:4f1e:2b6a', announced, linkLayer, preferred],
      ['2408:8207:1850:3b60:1c2d:3e4f:5a6b:7c8d', announced, random, preferred],
      ['2408:8207:1850:3b60:aaaa:bbbb:cccc:dddd', announced, random, deprecated],
      ['2408:8207:1850:3b61:8d3c:91a7:4f1e:2b6a', announced, linkLayer, deprecated],
      ['2408:8207:1850:3b60::5a7', dhcp, dhcp, tentative],
      ['2408:8207:1850:3b60::5a8', dhcp, dhcp, duplicate],
      ['192.168.1.23', dhcp, dhcp, preferred],
    ].map(([address, prefix, suffix, state]) => ({ address, prefix, suffix, state })),
  },
  { name: '家里', description: 'WireGuard Tunnel', addresses: [] },
]).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** As a program sees the code page of Chinese Windows that takes it for UTF-8. */
export function garbled(text: string): string {
  return text.replace(/[^\0-~]/g, '\ufffd~');
}
