import type { tray as en } from '../en/tray.ts';

const force = '强制更新';

/** The tray icon, its menu, and how things stand, in Chinese. */
export const tray: typeof en = {
  name: (sandbox) => (sandbox ? 'DDNS Tray（沙盒）' : 'DDNS Tray'),
  state: {
    upToDate: '已是最新',
    working: '正在检查…',
    attention: '需要处理',
    paused: '已暂停',
    offline: '离线',
  },
  pausedUntil: (when) => `已暂停，${when} 恢复`,
  titled: (name, state) => `${name}：${state}`,

  headline: {
    paused: '已暂停，直到您手动恢复。期间不会自动检查或写入。',
    pausedUntil: (when) => `已暂停，将于 ${when} 恢复。期间不会自动检查或写入。`,
    offline: (since) => `自 ${since} 起离线。恢复联网后继续检查。`,
    checking: '正在检查公网地址和记录…',
    writing: (record) => `正在写入 ${record}…`,
    writingMany: (count) => `正在写入 ${count} 条记录…`,
    notSetUp: '尚未进行任何设置。请在设置中添加一个账户和一条记录。',
    locked: (account) => `账户“${account}”的凭据无法读取。请在设置中重新输入。`,
    lockedMany: (count) => `${count} 个账户的凭据无法读取。请在设置中重新输入。`,
    stopped: (record) => `${record} 已停止更新，需要您处理。`,
    stoppedMany: (stopped, count) => `${count} 条记录中有 ${stopped} 条已停止更新，需要您处理。`,
    failed: (record) => `${record} 未更新到最新。`,
    failedMany: (bad, count) => `${count} 条记录中有 ${bad} 条未更新到最新。`,
    disagree: (family) => `各来源给出的 ${family} 公网地址不一致，因此记录保持不变。`,
    upToDate: (count) => (count === 1 ? '该记录已是最新。' : `全部 ${count} 条记录均已是最新。`),
    everything: '一切均已是最新。',
    waiting: (good, count) =>
      count === 1
        ? '该记录尚未更新到最新，稍后会自动重试。'
        : `${count} 条记录中有 ${good} 条已是最新，其余的会自动重试。`,
    notChecked: '尚未检查过。',
  },

  standing: {
    upToDate: '已是最新',
    working: '正在写入…',
    waiting: '等待中',
    failed: '未更新',
    stopped: '已停止',
    locked: '需要输入凭据',
    unknown: '尚未检查',
    noAddress: '未取得地址',
    notHere: '此网络没有该类地址',
  },
  evidence: {
    authoritative: '区域的权威服务器已返回该地址。',
    provider: '服务商的 API 已确认。',
    accepted: '服务商已接受。',
  },
  notWritten: '尚未写入，下次检查时写入。',
  notHere: (family) => `此网络没有 ${family} 地址。无需处理：有了该地址后会自动写入。`,

  address: {
    steady: '上次检查时没有变化。',
    local: '上次检查时没有变化（仅据本机与路由器）。',
    quorum: (sources) => `由 ${sources} 共同确认。`,
    own: '由您自己的来源提供。',
    never: '尚未检查。',
    unused: '没有记录需要它。',
    keeps: (sentence) => `${sentence}记录保持不变。`,
  },

  mark: {
    upToDate: '✓',
    working: '…',
    waiting: '…',
    failed: '!',
    stopped: '!',
    locked: '!',
    unknown: '–',
  },
  record: (mark, record, standing) => `${mark} ${record}：${standing}`,
  nextCheck: (when) => `下次检查：${when}`,

  menu: {
    copy: (family, address) => `复制 ${family} 地址：${address}`,
    noAddress: (family) => `${family} 地址：未知`,
    more: (count) => `另有 ${count} 条…`,
    check: '立即更新',
    force,
    pause: '暂停 1 小时',
    pauseUntilResumed: '暂停，直到手动恢复',
    resume: '恢复',
    resumePaused: (until) => `恢复（已暂停至 ${until}）`,
    settings: '设置…',
    log: '打开日志',
    quit: '退出',
  },

  steps: {
    stopped: `在您修改设置或选择“${force}”之前，不会再为它发送任何内容。`,
    failure: {
      proxyAuth: ({ provider }) => `请让网络管理员放行 ${provider}，或改用其他网络。`,
      unknown: ({ docs }) =>
        docs === undefined
          ? '请在设置中将日志级别设为 debug，日志中可看到完整过程。'
          : `含义请查阅 ${docs}；在设置中将日志级别设为 debug，可看到完整过程。`,
    },
    noAnswer: (family) =>
      `所有来源都未返回 ${family} 公网地址。请检查网络连接、防火墙，以及设置中的来源；日志中有各来源的应答。`,
    disagree: (family, answers) =>
      `各来源给出的 ${family} 公网地址不一致（${answers}），因此没有改动。如果一直如此，请检查是否开着 VPN 或代理，并在设置中去掉有误的来源。`,
  },
};
