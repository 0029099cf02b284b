import type { local as en } from '../en/local.ts';

/** The local interface, in Chinese. */
export const local: typeof en = {
  errors: {
    badRequest: '无法理解该请求。',
    unauthorized: '需要设置中“api”的令牌：请发送请求头“Authorization: Bearer 令牌”。',
    forbidden: '网页不得使用此接口。',
    misdirected: '请求头 Host 指向其他主机。请使用设置中“api”所写的地址。',
    notFound: '此处没有内容。请参阅 docs/local-interface.zh-CN.md。',
    method: '此处不支持该方法。响应头 Allow 列出了可用的方法。',
    type: '请求体必须是 JSON：请发送请求头“Content-Type: application/json”。',
    tooLarge: '请求体过大。',
    tooMany: '请求过多。请在响应头 Retry-After 所示的时间后重试。',
    noSettings: '尚无可用的设置。请先完成设置。',
    ending: '程序正在退出。无法确认是否已全部写入。',
    fault: 'DDNS Tray 自身出现故障，详情见其日志。请反馈此问题。',
  },
  body: '请求体只能包含“force”（true 或 false）、“dryRun”（true 或 false）和“records”（名称列表）。',
  door: {
    open: (address) => `本地接口正在监听 http://${address}。`,
    taken: (address) =>
      `本地接口无法监听 ${address}：该端口已被其他程序占用。程序会自行重试；也可以在“api”中改用其他端口。`,
    failed: (address, code) =>
      `本地接口无法监听 ${address}（${code}）。程序会自行重试；也可以在“api”中改用其他地址。`,
    control: (code) => `命令无法连接到此实例（${code}）。程序照常工作；请检查状态文件夹的权限。`,
  },
  running: (since, process) => `自 ${since} 起运行（进程 ${process}）。`,
  runningOther: (version, process) =>
    `正在运行（进程 ${process}），版本为 ${version}；以上内容来自其状态文件。`,
  runningSilent: (process) => `正在运行（进程 ${process}），但没有应答；以上内容来自其状态文件。`,
  notRunning: '未在运行：以上内容来自状态文件。',
  forwarded: (process) => `由正在运行的 DDNS Tray（进程 ${process}）完成。`,
  noInstance: '没有正在运行的 DDNS Tray 可以执行检查。请先启动，或用 -c 指定设置文件。',
  why: {
    version: (version) => `其版本为 ${version}，此命令无法与之通信。`,
    silent: '它未在限定时间内应答。',
    refused: (message) => `它的应答：${message}`,
    lost: '连接中断；无法确认它是否已执行检查。',
  },
};
