import type { desktop as en } from '../en/desktop.ts';

/** What the desktop app itself says, in Chinese. */
export const desktop: typeof en = {
  noElectron:
    '没有找到 Electron，也无法下载。请检查网络连接后重新运行“npm start”；不用 Electron 也可以运行“npm run demo”观看演示。',
  /** The first start, with nothing set up. */
  welcome: {
    title: 'DDNS Tray 已在运行',
    body: '它在任务栏的通知区域（可能收在 ^ 里）。点击此处开始设置。',
  },
  logNotOpened: (file) => `无法打开日志。请自行打开该文件：${file}。`,
  folderNotOpened: (folder) => `无法打开日志所在的文件夹，请自行打开：${folder}。`,
  systemNotOpened: {
    clock: '无法打开日期和时间设置，请自行在系统设置中打开。',
    network: '无法打开网络设置，请自行在系统设置中打开。',
    proxy: '无法打开代理设置，请自行到系统的网络设置中查找。',
    notifications: '无法打开通知设置，请自行在系统设置中打开。',
    startup: '无法打开开机启动设置，请自行到系统设置中查找。',
  },
  testToast: {
    title: '测试通知',
    body: '能看到这条消息，说明 DDNS Tray 的通知正常。点击通知会打开窗口。',
  },
  state: {
    unreadable: (file, code) =>
      `无法读取状态文件 ${file}（${code}），因此暂停更新。请检查其权限和磁盘，DDNS Tray 会自动重试。`,
    unwritable: (folder, code) =>
      `无法将状态写入 ${folder}（${code}），重启后将不记得已完成的更新。请检查权限和剩余空间，DDNS Tray 会自动重试。`,
  },
  logRefused: (file, instead) =>
    `日志没有写入 ${file}，而是写入 ${instead}：在桌面上，日志文件名须以 .log、.txt 或 .jsonl 结尾，且不能位于其他电脑上，也不能与应用自己的文件放在一起。请修改设置中的“log.file”。`,
  cannotStart: (folder, code) =>
    `DDNS Tray 无法启动：无法读写其文件夹 ${folder} 中的内容（${code}）。请检查权限和剩余空间，然后重新启动。`,
  request: {
    failed: 'DDNS Tray 内部出错，操作未完成。详情见日志，请重试。',
    refused: '无法识别该请求，未做任何更改。请关闭窗口后重新打开。',
    tooMany: '操作过于频繁，请稍候再试。',
  },
  link: {
    refused: '该链接不指向已知页面，因此没有打开。',
    noBrowser: (link) => `无法打开浏览器，请自行访问 ${link}。`,
  },
  unsaved: {
    close: '有尚未保存的更改。要关闭窗口吗？',
    closeHelp: '保留的更改会在您重新打开窗口时恢复，直到 DDNS Tray 退出；保存之前不会生效。',
    quit: '有尚未保存的更改。要放弃更改并退出吗？',
    quitHelp: '如需保留，请继续编辑并先保存。',
    keep: '保留更改并关闭',
    discard: '放弃更改并关闭',
    discardAndQuit: '放弃更改并退出',
    stay: '继续编辑',
  },
  dialogs: {
    exportTitle: '导出设置',
    importTitle: '导入设置',
    diagnosticsTitle: '保存诊断文件',
    textFilter: '文本文件',
    filter: '配置文件（YAML）',
    unwritable: (file, code) =>
      `无法写入 ${file}（${code}）。请换一个文件夹，或检查写入权限和剩余空间。`,
    unreadable: (file, code) => `无法读取 ${file}（${code}）。请确认文件存在，且您有权读取。`,
    powers: {
      question: '是否允许这些设置运行命令，或读取文件、环境变量？',
      runs: '将会运行：',
      reads: '将会读取并发送给服务商：',
      tells: '以下账户是新增的或有改动：',
      help: '仅在内容是您自己写的，或您明白其用途时才允许。否则不会做任何更改。',
      allow: '允许',
      refuse: '不允许',
    },
    more: (count) => `另有 ${count} 项未在此显示`,
    cut: (count) => ` […此处有 ${count} 个字符未显示…] `,
    tooLarge: (file) => `${file} 超过 1 MiB，不是配置文件。请另选一个文件。`,
  },
};
