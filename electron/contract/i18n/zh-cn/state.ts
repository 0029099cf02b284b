import type { state as en } from '../en/state.ts';

/** What can be wrong with the state folder, in Chinese. */
export const state: typeof en = {
  write: {
    denied: (folder) =>
      `无法保存状态：当前用户没有 ${folder} 的写入权限。请授予权限，或用 --state 指定其他文件夹。`,
    full: (folder) => `无法保存状态：${folder} 所在磁盘已满。请清理空间；上一次的状态未受影响。`,
    readOnly: (folder) => `无法保存状态：${folder} 位于只读磁盘。请用 --state 指定其他文件夹。`,
    notFolder: (folder) => `无法保存状态：${folder} 不是文件夹。请用 --state 另行指定。`,
    other: (folder, code) =>
      `无法把状态保存到 ${folder}（${code}）。请检查磁盘，或用 --state 指定其他文件夹。`,
  },
  unreadable: (file, code) => `无法读取状态文件 ${file}（${code}）。请检查其所有者和权限。`,
  notFolder: (folder) => `${folder} 不是文件夹，其中没有状态。请用 --state 指定文件夹。`,
  restored: (aside) => `状态文件已损坏，现已移存为 ${aside}，并改用上一份状态。无需任何操作。`,
  reset: (aside) =>
    `状态文件已损坏，且没有可用的上一份状态。损坏的文件已移存为 ${aside}，所有记录将重新检查。`,
  locked: (folder, process) =>
    `另一个 DDNS Tray（进程 ${process}）正在使用 ${folder}。请先停止它，或用 --state 指定其他文件夹。`,
};
