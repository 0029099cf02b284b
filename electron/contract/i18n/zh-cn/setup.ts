import type { setup as en } from '../en/setup.ts';

/** What is tried out in the settings window before it is saved, in Chinese. */
export const setup: typeof en = {
  givenUp: '已被新的操作取代，此次尝试已放弃。',
  test: {
    works: '可以使用：服务商已应答。',
    zones: (_count, text) => `可以使用：能看到 ${text} 个区域。`,
    noZones: '服务商接受了凭据，但没有显示任何区域。请确认凭据有权读取所需的区域。',
    untestable: '该服务商只在更新时才会应答，因此要等首次更新才能知道凭据是否正确。',
  },
  list: {
    unlisted: '该服务商不支持列出区域中的记录，请直接输入记录名称。',
    notZone: (text) => `“${text}”不是有效的区域名称，请填写类似 example.com 的名称。`,
  },
  preview: {
    looksLater: '更新时才会查看现有内容，并且只写入有差异的部分。',
    untold: '该服务商不提供现有内容。',
    replaces: (count) => `现有的 ${count} 个地址将由一个地址取代。`,
    ttl: (seconds) => `该地址已经存在，TTL 将改为 ${seconds} 秒。`,
    proxied: '该地址已经存在，是否经过代理将在更新时确认。',
  },
};
