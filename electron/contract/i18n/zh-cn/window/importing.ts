import type { importing as en } from '../../en/window/importing.ts';

/** The dialog that brings settings in, in Chinese. */
export const importing: typeof en = {
  heading: '导入设置',
  text: '在您确认之前，不会做任何更改。',
  file: (file) => `来自 ${file}`,
  sealed: '此文件中的凭据已加密。请输入其口令。',
  passphrase: '文件的口令',
  unseal: '打开',
  accounts: (count) => `${count} 个账户`,
  records: (count) => `${count} 条记录`,
  missing: '导入后需要输入',
  removed: '导入后移除',
  removedHelp: '文件中没有这些项目。服务商处的记录保持不变。',
  powers: {
    runs: '它会运行以下命令',
    reads: '它会读取以下内容并发送给服务商',
    tells: '它会向以下账户发送更新',
    asks: '它会向以下主机查询您的地址',
    writes: '它会把日志写入此文件',
  },
  powersHelp: '仅在这些内容是您自己写的，或您明白其用途时才确认。',
  problems: '此文件无法直接使用：',
  discards: '尚未保存的更改将被放弃。',
  replace: '替换我的设置',
  done: '设置已导入。',
};
