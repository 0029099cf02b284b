import type { outcomes as en } from '../en/outcomes.ts';

const at = (docs: string | undefined) => (docs === undefined ? '' : `（${docs}）`);

/** What a provider call came to, in Chinese. */
export const outcomes: typeof en = {
  failure: {
    auth: {
      cause: ({ provider, account }) => `${provider} 拒绝了账户“${account}”的凭据`,
      next: ({ docs }) =>
        docs === undefined
          ? '请核对用户名和密码（或令牌），然后在设置中重新输入。'
          : `请确认凭据完整、仍然有效，并有权编辑该区域；也可在 ${docs} 重新创建。`,
    },
    blocked: {
      cause: ({ provider, account }) => `${provider} 已封禁账户“${account}”或本机`,
      next: ({ provider, docs }) =>
        docs === undefined
          ? '请联系该服务器的管理员解除封禁。'
          : `请到 ${docs} 查看 ${provider} 的通知，或联系其客服解除封禁。`,
    },
    plan: {
      cause: ({ provider, account }) => `账户“${account}”在 ${provider} 的套餐不含此功能`,
      next: ({ docs }) =>
        `请${docs === undefined ? '' : `到 ${docs} `}对照套餐检查这条记录的设置。`,
    },
    zoneNotFound: {
      cause: ({ provider, account, record }) =>
        `在 ${provider} 的账户“${account}”中找不到 ${record} 所属的区域`,
      next: ({ docs }) => `请检查名称拼写，并确认凭据有权访问该区域${at(docs)}。`,
    },
    recordNotFound: {
      cause: ({ provider, record }) => `${provider} 中没有记录 ${record}`,
      next: ({ provider, docs }) =>
        `请先在 ${provider}${at(docs) || ' '}手动创建一次，之后会自动保持更新。`,
    },
    hostNotFound: {
      cause: ({ provider, account, name }) => `${provider} 的账户“${account}”中没有主机 ${name}`,
      next: ({ provider, docs }) =>
        `请检查名称拼写，或在 ${provider}${at(docs) || ' '}添加该主机。`,
    },
    conflict: {
      cause: ({ provider, record }) => `${record} 与 ${provider} 上的其他内容冲突`,
      next: ({ docs }) =>
        `请查看该名称是否已有 CNAME、别名或另一条记录${at(docs)}，并删除冲突的一项。`,
    },
    clock: {
      cause: ({ provider }) => `${provider} 不接受请求中的时间，本机时钟可能不准`,
      next: () => '请让系统自动校时，并检查时区。',
    },
    rateLimited: {
      cause: ({ provider }) => `${provider} 要求暂时减少请求`,
      next: () => '无需操作，请等待。',
    },
    server: {
      cause: ({ provider }) => `${provider} 自身出现故障`,
      next: ({ provider }) => `无需操作，请等待；若持续不恢复，请查看 ${provider} 的状态页。`,
    },
    network: {
      cause: ({ provider }) => `无法连接 ${provider}，或对方未及时应答`,
      next: () => '如果其他网站正常，请检查设置中的地址、防火墙和域名解析。',
    },
    offline: {
      cause: ({ provider }) => `本机无法联网，连接不到 ${provider}`,
      next: () => '请检查网络；恢复后会立即写入地址。',
    },
    captive: {
      cause: ({ provider }) => `应答的是当前网络的登录页，而不是 ${provider}`,
      next: () => '请在浏览器中打开任意网页，完成网络登录。',
    },
    proxyAuth: {
      cause: ({ provider }) => `当前网络的代理要求用户名和密码，才能访问 ${provider}`,
      next: () => '请写入 HTTPS_PROXY，或在 NO_PROXY 中排除该服务商。',
    },
    tls: {
      cause: ({ provider }) => `${provider} 的证书无效，因此没有发送任何内容`,
      next: () => '请检查本机时钟，以及是否有代理或杀毒软件拦截加密连接。',
    },
    mismatch: {
      cause: ({ provider, record }) => `${provider} 为 ${record} 返回的地址与发送的不同`,
      next: ({ docs }) =>
        `请${docs === undefined ? '' : `到 ${docs} `}查看该记录；可能有其他客户端在写同一个名称。`,
    },
    invalid: {
      cause: ({ provider, record }) => `按目前的设置，${provider} 无法写入 ${record}`,
      next: ({ provider, docs }) => `请对照 ${provider} 的要求${at(docs)}检查名称、TTL 等设置。`,
    },
    unknown: {
      cause: ({ provider }) => `${provider} 的应答无法识别`,
      next: ({ docs }) =>
        docs === undefined
          ? '将日志级别设为 debug，可在日志中看到完整过程。'
          : `含义请查阅 ${docs}；将日志级别设为 debug 可看到完整过程。`,
    },
  },

  unconfirmed: {
    network: ({ provider, record }) =>
      `无法确认 ${provider} 是否已写入 ${record}，因为请求已发出但没有收到应答`,
    server: ({ provider, record }) =>
      `无法确认 ${provider} 是否已写入 ${record}，因为处理过程中对方出现故障`,
    other: ({ provider, record }) =>
      `无法确认 ${provider} 是否已写入 ${record}，因为对方的应答没有说明`,
  },
  withDetail: (cause, detail) => `${cause}（“${detail}”）。`,
  withNote: (cause, text) => `${cause}：${text}。`,
  withoutDetail: (cause) => `${cause}。`,
  stopped: '在您修改设置或运行“ddns-tray update --force”之前，不会再为它发送任何内容。',
  nextTry: (when) => `${when} 之前不会重试。`,
  sentence: (parts) => parts.join(''),

  evidence: {
    authoritative: '区域的权威服务器已返回该地址',
    provider: '服务商的 API 已确认',
    accepted: '服务商已接受',
  },
};
