import type { window as en } from '../en/window.ts';
import { about } from './window/about.ts';
import { accounts } from './window/accounts.ts';
import { actions } from './window/actions.ts';
import { channels } from './window/channels.ts';
import { errors } from './window/errors.ts';
import { exporting } from './window/exporting.ts';
import { form } from './window/form.ts';
import { general } from './window/general.ts';
import { importing } from './window/importing.ts';
import { log } from './window/log.ts';
import { notifications } from './window/notifications.ts';
import { records } from './window/records.ts';
import { setup } from './window/setup.ts';
import { status } from './window/status.ts';
import { text } from './window/text.ts';
import { watching } from './window/watching.ts';

/** The settings window, in Chinese. */
export const window: typeof en = {
  title: 'DDNS Tray',
  navigation: '页面',
  pages: {
    status: '状态',
    records: '记录',
    accounts: '账户',
    watching: '检测',
    notifications: '通知',
    general: '常规',
    log: '日志',
    about: '关于',
    setup: '设置向导',
    text: '设置文本',
  },
  loading: '正在加载…',
  sandbox: '沙盒：在本机模拟的网络，数据均非真实。',
  about,
  accounts,
  actions,
  channels,
  errors,
  exporting,
  form,
  general,
  importing,
  log,
  notifications,
  records,
  setup,
  status,
  text,
  watching,
};
