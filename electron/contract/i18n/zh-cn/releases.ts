import type { releases as en } from '../en/releases.ts';

const stays = '当前版本保持不变。';

/** New versions of the program itself, in Chinese. */
export const releases: typeof en = {
  which: (version) => (version === undefined ? '新版本' : `新版本 ${version} `),
  megabytes: (size) => `${size}\u00a0MB`,
  none: {
    notSetUp:
      '此副本没有设置新版本的发布地址，因此不会检查新版本。请从您获取本程序的地方获取新版本。',
    packaged: '此副本由软件包管理器或应用商店安装，新版本也由其提供，因此本程序不会自行检查。',
  },
  unknown: '尚未检查过新版本。',
  looking: '正在检查新版本…',
  newest: (when) => `您使用的已是最新版本。上次检查：${when}。`,
  available: (which, size) =>
    size === undefined ? `${which}现已发布。` : `${which}现已发布（${size}）。`,
  byHand: (available, hasPage) =>
    `${available}此副本不会自行安装新版本：请从${hasPage ? '下载页面' : '您获取本程序的地方'}下载，退出本程序后用新版本替换。`,
  fetching: (which, size) =>
    size === undefined ? `${which}正在下载…` : `${which}正在下载（${size}）…`,
  ready: (which) => `${which}已下载，签名验证通过。安装时本程序会重新启动，您的设置不受影响。`,
  installing: (which) => `${which}将在没有记录正在写入时安装，随后本程序会重新启动。`,
  failed: {
    looking: '无法检查新版本：发布新版本的服务器没有应答，或返回了错误。请检查网络连接后重新检查。',
    network: (which) =>
      `${which}下载失败：服务器没有应答，或返回了错误。请检查网络连接后重新下载。`,
    feed: '无法读取新版本列表：列表已损坏，或应答来自其他服务。请稍后重新检查，或换一个网络再试。',
    downgrade: (version) =>
      `服务器将版本 ${version} 作为新版本提供，但它并不比当前版本新，因此已拒绝。${stays}请稍后重新检查；如果一直如此，请告知本程序的发布者。`,
    signature: (which) =>
      `${which}已被拒绝：缺少签名，或签名并非来自本程序的发布者。${stays}请勿自行安装该文件，稍后可重新检查。`,
    tampered: (which) =>
      `${which}已被丢弃：收到的文件与发布的不一致，在传输途中被改动或截断。${stays}请重新下载；如果再次出现，请换一个网络。`,
    disk: (which) =>
      `${which}无法保存：磁盘已满，或没有写入其文件夹的权限。请清理空间或检查权限后重试。`,
    start: (which) =>
      `${which}未能安装：安装程序无法启动。${stays}可能被杀毒软件或本机的策略阻止，请允许后重试。`,
  },
  menu: {
    install: (version) => `安装新版本 ${version} 并重新启动`,
    available: (version) => `新版本 ${version} 现已发布…`,
  },
  toast: {
    title: (version) => `DDNS Tray ${version} 现已发布`,
    fetch: '点击此处下载并安装。期间您的记录会照常更新。',
    ready: '已下载完成，点击此处安装。',
    byHand: '点击此处查看获取方法。',
  },
};
