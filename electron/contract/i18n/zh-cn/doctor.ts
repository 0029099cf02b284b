import type { doctor as en, FindingText } from '../en/doctor.ts';

const found = (say: FindingText['say'], next = ''): FindingText => ({ say, next });

/** The examination of the connection, in Chinese. */
export const doctor: typeof en = {
  states: {
    good: '正常',
    info: '提示',
    warn: '请留意',
    bad: '有问题',
    skipped: '已跳过',
    unknown: '未知',
  },
  steps: {
    link: '网络连接',
    gateway: '路由器',
    address: '公网地址',
    clock: '时钟',
    dns: '域名解析',
    account: '账户',
    record: '记录',
    reach: '外部可达性',
  },
  about: (step, about) => `${step} ${about}`,
  line: (state, title, sentence) => `【${state}】${title}：${sentence}`,
  next: (next) => `下一步：${next}`,
  verdicts: '这意味着：',
  progress: '正在检查连接（最多半分钟）……',
  noSettings: '设置无法使用，因此无法检查连接。请先修正设置。',
  givenUp: '检查已结束。',
  usage: {
    reach: (found) =>
      `“${found}”既不是端口，也不是可测试的网址。请写成 --reach 443 或 --reach http://名称/。`,
    checker: (found) =>
      `“${found}”不能用作检测服务。请写一个包含 {port} 的 http(s) 网址；如服务需要，再加上 {address}。`,
    checkerAlone: '选项 --checker 需要与带端口的 --reach 一起使用。',
  },
  findings: {
    late: found(() => '用时过长，未得到结果。', '请稍后再试。'),
    skippedOffline: found(() => '没有网络连接，未尝试。'),
    skippedElsewhere: found(() => '您未认可当前网络，未尝试。'),
    skippedCaptive: found(() => '当前网络似乎需要先登录，未尝试。'),
    skippedAddress: found(() => '公网地址未知，未尝试。'),
    fault: found(() => 'DDNS Tray 自身出错，此步骤未完成，详情见日志。'),

    linkGood: found((way) => `本机通过 ${way} 联网。`),
    linkTunnel: found(
      (way) => `本机的数据经由 ${way} 发出，它看起来是 VPN 或隧道。`,
      '请断开 VPN 或让本程序不经过它，除非您要的正是隧道的地址。',
    ),
    linkUnknown: found(() => '系统没有提供通往互联网的路由信息。'),
    linkUnbound: found(
      (adapter) => `设置要求只通过 ${adapter} 查询来源，而该网络适配器不存在或没有地址。`,
      '请连接该适配器，或在设置中另选一个（“networks.bind”）。',
    ),
    linkNone: found(() => '没有连接任何网络。', '请检查网线或无线网络，并确认飞行模式已关闭。'),
    linkNoRoute: found(
      () => '已连接网络，但没有通往互联网的路由。',
      '请重启路由器，并确认本机自动从路由器获取地址。',
    ),
    linkElsewhere: found(
      () => '当前网络不在您认可的网络之中，因此不在此查询。',
      '如果这是您自己的网络，请在设置中将其加入认可的网络。',
    ),

    gatewayGood: found(
      (gateway, protocol, address) =>
        `路由器 ${gateway} 通过 ${protocol} 报告其公网地址为 ${address}。`,
    ),
    gatewayDiffers: found(
      (gateway, protocol, address) =>
        `路由器 ${gateway} 通过 ${protocol} 报告其地址为 ${address}，而互联网看到的是另一个地址。`,
      '请检查是否正在使用 VPN、代理或第二条线路。',
    ),
    gatewayShared: found(
      (gateway, protocol, address) =>
        `路由器 ${gateway} 通过 ${protocol} 报告其地址为 ${address}，这是运营商让多个用户共用的地址。`,
      '请向运营商申请公网 IPv4 地址，或使用 IPv6。',
    ),
    gatewayPrivate: found(
      (gateway, protocol, address) =>
        `路由器 ${gateway} 通过 ${protocol} 报告其地址为 ${address}，说明它位于另一台路由器之后。`,
      '请在两台路由器上都设置端口转发，或将靠外的一台设为桥接模式。',
    ),
    gatewayOdd: found(
      (gateway, protocol, address) =>
        `路由器 ${gateway} 通过 ${protocol} 报告其地址为 ${address}，这不是互联网上的地址。`,
      '请检查路由器的联网状态。',
    ),
    gatewayDown: found(
      (gateway) => `路由器 ${gateway} 报告目前没有互联网地址。`,
      '请检查路由器与运营商之间的连接。',
    ),
    gatewayHidden: found(
      (gateway) => `路由器 ${gateway} 报告自身没有公网地址，但通过它可以访问互联网。`,
      '请在路由器的管理页面查看 WAN 口（互联网）地址，由此可知它前面是什么。',
    ),
    gatewaySilent: found(
      (gateway) => `路由器 ${gateway} 不提供其公网地址，这不是故障。`,
      '如果希望在几秒内发现地址变化，请在路由器中开启 NAT-PMP 或 UPnP。',
    ),
    gatewayNone: found(() => '本机没有 IPv4 路由器。'),

    addressKnown: found((address) => `地址为 ${address}。`),
    addressChanged: found(
      (address, before) => `地址为 ${address}；上次检查时为 ${before}。`,
      '下次检查会更新记录。',
    ),
    addressTunnel: found(
      (address) => `互联网看到的是 ${address}，这是隧道的地址，因此不会发布。`,
      '请断开 VPN；如果您要的正是该地址，请在设置中允许隧道。',
    ),
    addressAbsent: found((family) => `当前网络没有 ${family}。`),
    addressOffline: found((family) => `${family} 无法联网。`, '请查看前面的步骤，并检查路由器。'),
    addressSilent: found(
      (family) => `没有来源返回 ${family} 地址。`,
      '请检查是否有防火墙、代理或广告拦截阻止了查询。',
    ),
    addressSingle: found(
      (family) => `只有一个来源返回 ${family} 地址，无法得到确认。`,
      '请稍后再试，或选择更多来源。',
    ),
    addressDisagree: found(
      (family) => `各来源返回的 ${family} 地址不一致，因此都不采信。`,
      '请检查是否正在使用 VPN、代理或第二条线路。',
    ),
    addressOff: found(() => '两种地址的来源都已关闭。'),

    clockGood: found((hosts) => `时钟与 ${hosts.replaceAll(', ', '、')} 一致。`),
    clockOff: found((seconds) => `时钟似乎相差约 ${seconds} 秒。`, '请让系统自动校准时间。'),
    clockCertificates: found(
      () => '各服务的证书不在有效期内，说明本机时钟可能不准。',
      '请让系统自动校准时间。',
    ),
    clockPerhaps: found((seconds) => `有一台主机的时钟相差 ${seconds} 秒，无法得到确认。`),
    clockUnknown: found(() => '没有主机提供时间。'),

    dnsGood: found(() => '域名解析正常，没有设备代替域名服务器应答。'),
    dnsInside: found(
      () => '当前网络中有设备代替域名服务器应答。',
      '如果不是您自己设置的，请检查路由器和本机的 DNS 设置。',
    ),
    dnsOther: found(
      (address) =>
        `域名解析正常。普通 DNS 查询似乎从另一个地址（${address}）发出，第二条线路或转发服务器会造成这种情况。`,
    ),
    dnsFails: found(() => '域名无法解析。', '请检查本机和路由器设置的 DNS 服务器。'),
    dnsUnknown: found(() => '没有得到任何结果。'),

    accountWorks: found(() => '凭据有效。'),
    accountZones: found((zones) => `凭据有效，可见的区域数：${zones}。`),
    accountEmpty: found(
      () => '凭据有效，但看不到任何区域。',
      '请为凭据授予您的记录所在区域的权限。',
    ),
    accountUntestable: found(() => '该服务只有在更新时才有应答，因此没有打扰它。'),
    accountLocked: found(() => '其凭据已无法在本机读取。', '请在设置中重新输入。'),
    accountBlocked: found(
      () => '服务商已锁定该账户，因此未查询。',
      '请先在服务商处解除锁定，再强制更新。',
    ),
    accountRests: found(() => '服务商要求暂时不要访问，因此未查询。'),

    recordMatches: found((address) => `所有权威服务器都返回 ${address}。`),
    recordProxied: found(() => '该记录经过代理，DNS 显示的是代理的地址。'),
    recordDiffers: found(
      (address) => `并非所有权威服务器都返回 ${address}。`,
      '请稍候：各台权威服务器会陆续采用变更。',
    ),
    recordBehind: found(
      (address) => `并非所有权威服务器都返回 ${address}，该地址尚未写入。`,
      '请立即更新，或等待下次检查。',
    ),
    recordMissing: found(
      (address) => `权威服务器上没有这条记录，它应为 ${address}。`,
      '请强制更新。如果无效，请检查该域名的权威服务器是否属于此服务商。',
    ),
    recordAlias: found(
      () => '该名称是另一个名称的别名（CNAME），DNS 显示的不是这条记录。',
      '请在 DNS 服务商处删除别名，或换一个名称。',
    ),
    recordUnknown: found(() => '无法查询权威服务器。'),
    recordNoAddress: found(() => '没有可供比较的地址。'),
    recordNone: found(() => '设置中没有记录。', '请添加一条。'),

    reachHere: found(
      () => '从本机访问有应答，但这不能证明从外部也能访问。',
      '请用不在当前网络中的手机试一下，或用 --checker 指定一个检测服务。',
    ),
    reachRefused: found(
      () => '从本机访问被拒绝：没有服务在监听，或路由器没有转发。',
      '请启动服务，并检查路由器的端口转发。',
    ),
    reachSilent: found(
      () => '从本机访问没有应答。许多路由器不会把自己的地址转回内部，因此这说明不了什么。',
      '请用不在当前网络中的手机试一下。',
    ),
    reachNowhere: found(() => '该名称无法解析。', '请查看前面的记录。'),
    reachBlocked: found(
      () => '没有应答；只要路由器没有自己的公网地址，就不会有应答。',
      '请查看关于路由器的说明。',
    ),
    reachProved: found((checker) => `${checker} 已从外部访问成功。`),
    reachDenied: found(
      (checker) => `${checker} 无法从外部访问。`,
      '请检查服务是否运行、本机的防火墙，以及路由器的端口转发。',
    ),
    reachUnchecked: found(
      (checker) => `${checker} 没有给出可用的结果。`,
      '请检查检测服务的网址，或稍后再试。',
    ),
  },
};
