import type { history as en } from '../en/history.ts';

/** What happened, in Chinese. */
export const history: typeof en = {
  since: (since) => `${since} 以来发生的事：`,
  between: (since, until) => `${since} 至 ${until} 之间发生的事：`,
  nothing: '没有留存的历史记录。',
  noHistory: (folder) =>
    `${folder} 中还没有历史记录。运行“ddns-tray run”或“ddns-tray update”时会写入；--state 可指定其他文件夹。`,
  unreadable: (folder, why) =>
    `无法读取 ${folder} 中的历史记录（${why}）。请检查该处文件的读取权限。`,
  omitted: (count) => `另有 ${count} 条更早的未显示；调大 --limit 可显示更多。`,
  skipped: (count) => `历史记录中有 ${count} 行无法读取：已损坏，或由更新的版本写入。`,
  moment: (option, found) =>
    `${option} 不接受“${found}”。请使用 7d、36h、2w、today、yesterday、2026-11-16 或 2026-11-16T09:30。`,
  order: '--since 的时间晚于 --until。请对调。',
  kind: (found, known) => `没有“${found}”这种条目。请使用 ${known}。`,
  limit: (found, most) => `“${found}”不是条目数。请使用 1 至 ${most} 的整数。`,
  name: (found) => `“${found}”不是主机名。请使用类似 home.example.com 的名称。`,
  first: (family, address) => `已获知 ${family} 地址：${address}`,
  changed: (family, before, address) => `${family} 地址变化：${before} → ${address}`,
  call: {
    updated: (record, address) => `${record}：已写入 ${address}`,
    created: (record, address) => `${record}：已创建，地址为 ${address}`,
    alreadyRight: (record, address) => `${record}：原本就指向 ${address}`,
  },
  known: (call, how, provider, account, took) =>
    `${call}；${how}（${provider}，账户“${account}”，${took}）`,
  failed: (record, cause) => `${record}：未写入。${cause}`,
  seconds: (seconds) => `${seconds} 秒`,
  repeats: (text, count) => `${text}（此后又同样发生 ${count} 次）`,
  told: (channel, service, what) => `已通过 ${channel}（${service}）通知：${what}`,
  notTold: (channel, service, what, cause) =>
    `未能通过 ${channel}（${service}）通知：${what}。${cause}`,
  events: {
    changed: '地址有变',
    action: '需要处理的事',
    failed: '更新失败',
    disagree: '来源不一致',
    recovered: '已恢复',
  },
  by: {
    window: (changes) => `在窗口中更改了设置：${changes}`,
    file: (changes) => `设置文件有变：${changes}`,
    command: (changes) => `命令更改了设置：${changes}`,
    import: (changes) => `导入了设置：${changes}`,
    program: (changes) => `程序换版本后设置有所不同：${changes}`,
  },
  what: {
    account: (id) => `账户“${id}”`,
    channel: (id) => `通知渠道“${id}”`,
    record: (name) => `记录 ${name}`,
  },
  change: {
    added: (what) => `新增${what}`,
    removed: (what) => `移除${what}`,
    changed: (what) => `更改${what}`,
  },
  set: {
    fromTo: (key, from, to) => `${key} 由 ${from} 改为 ${to}`,
    to: (key, to) => `${key} 设为 ${to}`,
    unset: (key, from) => `${key} 不再是 ${from}`,
    other: (key) => `更改 ${key}`,
  },
  more: (count) => `另有 ${count} 项`,
  joint: '；',
  sum: {
    address: (count) => `地址变化 ${count} 次`,
    call: (count, failed) => `记录处理 ${count} 次${failed === 0 ? '' : `（失败 ${failed} 次）`}`,
    settings: (count) => `设置更改 ${count} 次`,
    told: (count) => `通知 ${count} 次`,
  },
};
