import type { channels as en } from '../../en/window/channels.ts';

/** The ways to tell somebody, in Chinese. */
export const channels: typeof en = {
  heading: '通知渠道',
  empty: 'DDNS Tray 还可以通过邮件、聊天工具或手机通知您。目前还没有通知渠道。',
  add: '添加通知渠道',
  kind: '类型',
  test: '发送测试消息',
  testing: '正在发送…',
  remove: '移除通知渠道',
  removeTitle: (channel) => `移除通知渠道“${channel}”？`,
  removeText: '将不再向其发送消息，其凭据也会从本机删除。',
};
