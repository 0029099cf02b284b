import type { toast as en } from '../en/toast.ts';

/** Desktop notifications, in Chinese. */
export const toast: typeof en = {
  changed: (address) => `新地址：${address}`,
  written: (address) => `已写入地址：${address}`,
  changedBody: (records, before) =>
    before === undefined ? `已写入 ${records}。` : `已写入 ${records}。原地址：${before}。`,
  records: (count) => `${count} 条记录`,
  more: (count) => `另外 ${count} 条`,
  action: (whom) => `需要处理：${whom}`,
  failed: (whom) => `未更新：${whom}`,
  locked: (account) => `需要输入凭据：${account}`,
  lockedBody: (account) =>
    `账户“${account}”的凭据已无法在本机读取。请在设置中重新输入，在此之前其记录保持不变。`,
  disagree: (family) => `各来源的 ${family} 地址不一致`,
  disagreeBody: (family) =>
    `各来源给出的 ${family} 公网地址不同，因此记录保持不变。如果一直如此，请检查是否开着 VPN 或代理，并在设置中去掉有误的来源。`,
  recovered: (account) => `已恢复正常：${account}`,
  recoveredBody: (account) => `账户“${account}”的记录已恢复更新。`,
  recoveredSources: '各来源已重新一致',
  recoveredSourcesBody: '各来源给出的地址已重新一致，记录会继续随之更新。',
  summary: (count) => `${count} 条消息`,
};
