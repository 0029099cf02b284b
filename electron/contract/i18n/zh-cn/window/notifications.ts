import type { notifications as en } from '../../en/window/notifications.ts';

/** The page of the notifications, in Chinese. */
export const notifications: typeof en = {
  quietEmpty: '未保存：请填写两个时间。',
  heading: '通知',
  eventsTitle: '在以下情况通知我',
  help: '每个问题只通知一次，恢复时再通知一次。',
  events: {
    changed: '地址发生变化并已写入',
    action: '需要您处理，例如凭据被拒绝',
    failed: '记录未能更新',
    disagree: '各来源给出的地址不一致',
    recovered: '问题已解决',
    release: '本程序有新版本',
  },
  quietHours: '免打扰时段',
  quietHoursHelp: '时段内不发通知；结束后，仍然存在的情况会再通知。托盘图标始终显示当前状态。',
  quietOn: '每天免打扰',
  from: '开始',
  to: '结束',
  quietSame: '未保存：开始和结束时间相同。',
  quietOvernight: '次日结束。',
  tryTitle: '测试',
  test: '发送测试通知',
  testHelp: '如果没有出现通知，可能是系统设置为不显示。',
  tested: '已发送测试通知。',
  system: '系统通知设置',
};
