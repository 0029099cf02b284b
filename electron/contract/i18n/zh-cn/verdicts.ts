import type { verdicts as en } from '../en/verdicts.ts';

/** What stands between this computer and the Internet, in Chinese. */
export const verdicts: typeof en = {
  kinds: {
    carrierGradeNat: {
      title: '您的网络运营商让多个用户共用一个地址',
      meaning: '无论路由器如何转发端口，外部都无法通过 IPv4 连接到本机。',
      next: '请向运营商申请公网 IPv4 地址，改用 IPv6 访问本机，或使用内网穿透服务。',
    },
    doubleNat: {
      title: '您的路由器位于另一台路由器之后',
      meaning: '来自外部的 IPv4 连接会先到达另一台路由器；如果它不转发，连接就到不了本机。',
      next: '请在两台路由器上都设置端口转发，或将靠外的一台设为桥接模式。如果另一台属于运营商，请申请公网 IPv4 地址。',
    },
    noPublicAddress: {
      title: '您的路由器似乎没有自己的公网地址',
      meaning:
        '可能是网络运营商让多个用户共用一个地址（运营商级 NAT），也可能是前面还有另一台路由器，未能确认是哪一种。无论哪种，外部的 IPv4 连接都不会直接到达您的路由器。',
      next: '请在路由器的管理页面查看 WAN 口（互联网）地址。如果在 100.64 至 100.127 之间，说明地址是共用的：请向运营商申请公网 IPv4 地址，或使用 IPv6。如果以 10、192.168 或 172.16 至 172.31 开头，说明它由另一台路由器分配：请在那台路由器上也设置端口转发；如果那台属于运营商，请申请公网 IPv4 地址。',
    },
    otherExit: {
      title: '互联网看到的地址与您的路由器的地址不同',
      meaning:
        '很可能正在使用 VPN、代理或第二条线路。指向该地址的记录到不了您的路由器，因此保留原来的地址。',
      next: '请让本程序不经过 VPN 或代理，或在设置中将其绑定到您自己线路的网卡。如果是路由器的信息有误，请在设置的 IPv4 来源中去掉路由器。',
    },
    tunnel: {
      title: '本机经由 VPN 或其他隧道访问互联网',
      meaning: '互联网看到的是隧道的地址。多数隧道不允许外部连入，因此不会发布该地址。',
      next: '请断开 VPN，或让本程序不经过 VPN。如果您要的正是隧道的地址，请在设置中允许隧道。',
    },
    captivePortal: {
      title: '当前网络似乎需要先登录',
      meaning: '地址查询服务返回的是网页。登录之前，无法查询地址，也无法写入记录。',
      next: '请打开浏览器登录网络，然后再次检查。',
    },
    ipv6Only: {
      title: '当前网络没有自己的 IPv4',
      meaning: '只能通过 IPv6 访问本机。A 记录保持不变。',
      next: '这不是故障。只有 IPv4 的用户无法访问本机；如不需要 A 记录，可将其去掉。',
    },
    noIpv6: {
      title: '当前网络暂时没有 IPv6',
      meaning: '只能通过 IPv4 访问本机。AAAA 记录保持不变。',
      next: '这不是故障。如果运营商提供 IPv6，请在路由器中开启；否则可去掉 AAAA 记录。',
    },
    clockWrong: {
      title: '本机的时钟似乎不准',
      meaning: '时间不准时，安全连接会失败或被拒绝，记录无法可靠写入。',
      next: '请让系统自动校准时间，并检查时区和日期。',
    },
    dnsHijacked: {
      title: '当前网络中有设备代替域名服务器应答',
      meaning:
        '可能是广告拦截、家长控制、路由器或运营商所为。此处的 DNS 结果可能与外界看到的不同，但不影响外部访问本机。',
      next: '如果不是您自己设置的，请检查路由器和本机的 DNS 设置。',
    },
    disagree: {
      title: '各来源给出的地址不一致',
      meaning: '无法确认哪个正确，因此没有改动，记录保持不变。',
      next: '请等待下次检查。如果一直如此，最可能的原因是 VPN、代理或第二条线路。',
    },
    offline: {
      title: '本机处于离线状态',
      meaning: '没有网络连接时不会写入任何内容，所有记录保持不变。',
      next: '请检查网线、无线网络和路由器。网络恢复后，下次检查会更新记录。',
    },
    elsewhere: {
      title: '当前网络不在您认可的网络之中',
      meaning: '在此不会查询或写入任何内容，所有记录保持不变。',
      next: '如果这是您自己的网络，请在设置中将其加入认可的网络。',
    },
  },
  about: (title, family) => `${title}（${family}）`,
  text: (meaning, next) => `${meaning}${next}`,
  seen: (evidence) => `依据：${evidence}。`,
};
