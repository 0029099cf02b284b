import type { errors as en } from '../../en/window/errors.ts';

/** What did not work in the window itself, in Chinese. */
export const errors: typeof en = {
  title: '操作未成功',
  noConnection: '窗口与程序的连接已断开。请关闭窗口后重新打开。',
  passphrase: '口令与此文件不符。请检查后重试。',
};
