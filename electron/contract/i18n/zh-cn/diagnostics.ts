import type { diagnostics as en } from '../en/diagnostics.ts';

/** The diagnostic file, in Chinese. */
export const diagnostics: typeof en = {
  title: 'DDNS Tray 诊断文件',
  open: '本文件不含密码、令牌或密钥，但含有主机名、地址和账户名。转交他人之前请先查看内容。',
  hidden:
    '本文件不含密码、令牌或密钥。主机名、地址、账户和用户名均已替换为代称，同一对象在全文中代称一致。转交他人之前仍请查看内容。',
  version: '版本',
  system: '系统',
  time: '时间',
  language: '语言',
  troubles: '应用自身的问题',
  settings: '设置',
  addresses: '公网地址',
  records: '记录',
  accounts: '账户',
  channels: '通知渠道',
  timeline: '最近发生的事',
  log: '日志',
  none: '（无）',
};
