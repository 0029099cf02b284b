import type { demo as en } from '../en/demo.ts';

/** The story that `ddns-tray demo` tells, in Chinese. */
export const demo: typeof en = {
  title: 'DDNS Tray 演示',
  intro: [
    '现在只在这台电脑上启动一个小小的互联网。没有任何数据会离开本机，也不需要任何账户。',
    'Anna、Ben、Chen 和 Dora 是四个告诉电脑其公网地址的服务。',
    '两个 DNS 服务保存它的域名：一个按 RFC 2136 接受更新的域名服务器，另一个提供 Web API。',
    '在这里，一分钟不到一秒就过去了。',
  ],
  scenes: {
    start: '首次启动：至少两个服务给出相同的地址，才会写入记录。',
    moved: (address) => `宽带运营商分配了新的地址 ${address}。`,
    lying: (service, address) => `${service} 出了故障，声称地址是 ${address}。`,
    broken: '提供 Web API 的 DNS 服务宕机了，随后地址又变了。',
    mended: '提供 Web API 的 DNS 服务恢复了。',
  },
  confirmed: (address, services) => `${services} 说法一致：公网地址是 ${address}。`,
  steady: (service) => `${service} 说地址没有变化。问一次就够了。`,
  outvoted: (liar, claim, services, address) =>
    `${liar} 说是 ${claim}，但 ${services} 都说是 ${address}：少数服从多数，不予采信。`,
  written: (name, address, provider) => `${name} 已在 ${provider} 更新为 ${address}。`,
  verified: (name, address) => `已在 DNS 中核实：所属区域的权威服务器对 ${name} 回答 ${address}。`,
  failed: (name, sentence) => `${name} 未能写入。${sentence}`,
  end: '两个域名都重新指向这台电脑，DNS 也已证实。DDNS Tray 做的就是这件事。',
  next: '接下来换成您自己的域名：运行“ddns-tray providers”查看支持的服务商，README 中有可供起步的配置文件。',
  failedStory: (scene) =>
    `演示未能完成（“${scene}”）。这台电脑上可能有防火墙之类的程序阻止了 127.0.0.1 上的通信。`,
};
