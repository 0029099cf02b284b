import type { setup as en } from '../../en/window/setup.ts';

/** The first run, and everything that is added later, in Chinese. */
export const setup: typeof en = {
  progress: '步骤',
  steps: {
    service: '服务商',
    account: '凭据',
    records: '域名',
    preview: '预览',
  },
  stepDone: '（已完成）',
  titles: {
    service: () => '选择您的 DNS 服务商',
    account: (service) => `填写“${service}”的凭据`,
    records: () => '选择域名',
    preview: () => '保存前确认',
  },
  adding: (account) => `为账户“${account}”添加域名`,
  next: '下一步',
  back: '上一步',

  unfinished: '您之前开始设置一个账户，尚未保存。',
  unfinishedNames: (account) => `您之前开始为账户“${account}”添加域名，尚未保存。`,
  goOn: '继续设置',
  startOver: '放弃并重新开始',
  cancelTitle: '要放弃已填写的内容吗？',
  cancelText: '这些内容尚未保存，放弃后将丢失。',
  discard: '放弃',

  search: '搜索服务商',
  found: (count) => `找到 ${count} 家服务商`,
  noService: '没有找到该服务商。它可能支持某种通用协议，可以试试以下几种方式。',
  notListed: '列表中没有我的服务商',
  sections: {
    home: '国内服务商',
    popular: '常用',
    all: '全部服务商',
    found: '搜索结果',
    own: '列表中没有？',
  },
  own: {
    dyndns2: '支持 dyndns2 协议的服务器，多数路由器和主机商都支持：需要服务器地址、用户名和密码。',
    webhook: '您自己的网址，地址变化时会带上新地址进行调用。',
    rfc2136: '接受 TSIG 签名动态更新的权威服务器，例如 BIND。',
  },

  more: '更多选项',
  accountName: '账户名称',
  accountNameHelp: '仅用于在本程序中区分账户，之后无法更改。',
  anyway: '仍然继续',

  askingZones: '正在向服务商查询区域…',
  listing: (zone) => `正在向服务商查询 ${zone} 下的域名…`,
  noNames: (zone) => `${zone} 下还没有带地址的域名。请在下方输入新域名。`,
  namesOf: (zone) => `${zone} 下的域名`,
  apex: '主域名本身',
  wildcard: '所有未单独列出的子域名',
  keptAlready: '已在自动更新',
  keptBy: (account) => `账户“${account}”已在自动更新`,
  hostNames: '域名',
  newNames: '新域名',
  namesHelp: '请输入在服务商处登记的完整域名。多个域名用逗号分隔，或每行一个。',
  newNamesHelp: (zone) =>
    `“home”表示 home.${zone}，“@”表示 ${zone} 本身，也可以输入完整域名。多个域名用逗号分隔，或每行一个。`,
  namesMissing: '请至少选择或输入一个域名。',
  namesTooMany: (most, count) =>
    `一次最多添加 ${most} 个，目前有 ${count} 个。请保存后再添加其余域名。`,
  keptList: (names) => `已在自动更新：${names.join('、')}`,
  chosen: () => '将自动更新以下域名：',

  previewText: '目前尚未写入任何内容。首次更新将进行以下操作。',
  previewing: '正在获取您的公网地址，并向服务商查询现有记录…',
  previewed: (count) => `${count} 条记录的预览已就绪。`,
  previewFailed: '您可以跳过预览直接保存；首次更新在写入前会再次核对。',
  mendAt: (step) => `前往“${step}”`,
  save: '保存并更新',

  done: {
    heading: '已保存',
    working: '正在进行首次更新，请稍候。',
    upToDate: (count) => `${count} 条记录均已是最新。`,
    failed: (count) => `${count} 条记录未能更新。`,
    tray: '关闭此窗口后，DDNS Tray 会继续在任务栏时钟旁运行。托盘图标显示当前状态，通过其菜单可以回到这里。',
    starts: 'DDNS Tray 将在您登录时启动。',
    close: '完成',
    another: '添加其他服务商',
  },
};
