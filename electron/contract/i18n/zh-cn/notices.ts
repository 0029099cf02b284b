import type { notices as en } from '../en/notices.ts';

/** What is worth telling, in Chinese. */
export const notices: typeof en = {
  published: (address, records) => `${records} 已指向 ${address}。`,
  changed: (address, before, records) =>
    `地址已由 ${before} 变为 ${address}，并已写入 ${records}。`,
  recovered: (account) => `账户“${account}”已恢复正常。`,
  recoveredSources: '各来源给出的地址已重新一致。',
  disagree: (family) =>
    `各来源给出的 ${family} 公网地址不一致，因此记录保持不变。运行“ddns-tray ip --all”可查看各来源的应答。`,
  locked: (account) =>
    `账户“${account}”的凭据已无法在本机读取，可能是由其他用户或其他电脑保存的。其记录保持不变，请在设置中重新输入凭据。`,
  concerns: (sentence, records) => `${sentence}涉及：${records}。`,
};
