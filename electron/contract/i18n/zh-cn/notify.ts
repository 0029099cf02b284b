import type { ChannelFailureText, ChannelPlace, notify as en } from '../en/notify.ts';

const whose = ({ id, service }: ChannelPlace) => `${service}（通知渠道“${id}”）`;

const notFound: ChannelFailureText = {
  cause: (place) => `${whose(place)}找不到要通知的对象`,
  next: ({ docs }) => `请对照该服务的页面检查渠道设置：${docs}`,
};

/** What is told through channels, and what is told about them, in Chinese. */
export const notify: typeof en = {
  several: (count) => `DDNS Tray 的 ${count} 条消息`,
  more: (count) => `……另外 ${count} 条。`,
  healthy: '一切正常，无需处理。',
  test: {
    title: 'DDNS Tray 测试消息',
    body: '此通知渠道可用，消息会发送到这里。',
  },
  failure: {
    auth: {
      cause: (place) => `${whose(place)}拒绝了凭据`,
      next: ({ docs }) => `请确认凭据完整且仍然有效，或重新创建：${docs}`,
    },
    blocked: {
      cause: (place) => `${whose(place)}已封禁发送方`,
      next: ({ service, docs }) => `请查看 ${service} 的通知，并确认允许向那里发送：${docs}`,
    },
    plan: {
      cause: (place) => `${whose(place)}的套餐不含此功能`,
      next: ({ docs }) => `请对照套餐检查渠道设置：${docs}`,
    },
    zoneNotFound: notFound,
    recordNotFound: notFound,
    hostNotFound: notFound,
    conflict: {
      cause: (place) => `这条消息与${whose(place)}上的其他内容冲突`,
      next: () => '无需操作，请等待。',
    },
    clock: {
      cause: (place) => `${whose(place)}不接受请求中的时间，本机时钟可能不准`,
      next: () => '请让系统自动校时，并检查时区。',
    },
    rateLimited: {
      cause: (place) => `${whose(place)}要求暂时减少消息`,
      next: () => '无需操作，请等待。',
    },
    server: {
      cause: (place) => `${whose(place)}自身出现故障`,
      next: () => '无需操作，请等待；若持续不恢复，请查看其状态页。',
    },
    network: {
      cause: (place) => `无法连接 ${whose(place)}，或对方未及时应答`,
      next: () => '如果其他网站正常，请检查设置中的地址、防火墙和域名解析。',
    },
    offline: {
      cause: (place) => `本机没有到 ${whose(place)}的网络连接`,
      next: () => '请检查网络；恢复后会立即发送等待中的消息。',
    },
    captive: {
      cause: (place) => `当前网络的登录页代替 ${whose(place)}作出了应答`,
      next: () => '请在浏览器中打开任意网页并登录该网络。',
    },
    proxyAuth: {
      cause: (place) => `当前网络的代理要求用户名和密码，才能访问 ${whose(place)}`,
      next: () => '请将其写入 HTTPS_PROXY，或在 NO_PROXY 中列出该服务。',
    },
    tls: {
      cause: (place) => `${whose(place)}的证书无效，因此没有发送任何内容`,
      next: () => '请检查本机时钟，以及是否有代理或杀毒软件解密加密连接。',
    },
    mismatch: {
      cause: (place) => `${whose(place)}的应答说的是另一条消息`,
      next: () => '请到那里查看消息是否已送达。',
    },
    invalid: {
      cause: (place) => `按当前设置，${whose(place)}不接受这条消息`,
      next: ({ docs }) => `请对照该服务的要求检查渠道设置：${docs}`,
    },
    unknown: {
      cause: (place) => `${whose(place)}的应答含义不明`,
      next: ({ docs }) => `含义请见：${docs}`,
    },
  },
  unconfirmed: (place) => `无法确认消息是否已送达 ${whose(place)}`,
  stopped: '在您修改其设置或运行“ddns-tray update --force”之前，不会再向其发送。',
  stoppedDesktop: '在您修改其设置或测试成功之前，不会再向其发送。',
  delivered: (place) => `${whose(place)}已接收消息。`,
  late: (place) => `${whose(place)}未及时应答，要发送的内容留待下次处理。`,
  stillStopped: (id) =>
    `正在运行的 DDNS Tray 仍不会向通知渠道“${id}”发送；运行“ddns-tray update --force”可让它重新尝试。`,
};
