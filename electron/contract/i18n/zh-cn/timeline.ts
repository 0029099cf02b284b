import type { timeline as en } from '../en/timeline.ts';

/** What happened, in Chinese. */
export const timeline: typeof en = {
  address: (family, address) => `${family} 公网地址为 ${address}。`,
  changed: (family, before, address) => `${family} 公网地址已由 ${before} 变为 ${address}。`,
  written: {
    updated: (records, _count, address, how) => `已将 ${address} 写入 ${records}，${how}。`,
    created: (records, _count, address, how) => `已创建 ${records}，地址为 ${address}，${how}。`,
    alreadyRight: (records, _count, address, how) => `${records} 原本就指向 ${address}，${how}。`,
  },
  failed: (records, cause) => `未能更新 ${records}：${cause}。`,
  recovered: (records) => `${records} 已恢复更新。`,
};
