import type { document as en } from '../en/document.ts';

/** The settings of the desktop app, in Chinese. */
export const document: typeof en = {
  restored: (aside) =>
    `${aside === undefined ? '配置文件不见了' : `配置文件已损坏，原文件另存为 ${aside}`}，现已恢复上一次修改之前的设置。请检查一下。`,
  reset: (aside) =>
    `配置文件已损坏，也没有可用的早先版本，原文件另存为 ${aside ?? '?'}。请导入以前导出的文件，或重新设置账户。`,
  newer: (file) =>
    `${file} 中的设置由更新版本的 DDNS Tray 创建。请重新安装该版本；文件保持原样，在此之前不会更新任何记录。`,
  unreadable: (file, code) =>
    `无法读取配置文件 ${file}（${code}）。请检查权限和磁盘，然后重新启动；文件保持原样。`,
  write: {
    denied: (file) => `未保存：没有写入 ${file} 的权限。请检查文件权限，以及是否被安全软件拦截。`,
    full: (file) => `未保存：${file} 所在的磁盘已满。请腾出空间后再保存。`,
    readOnly: (file) => `未保存：${file} 位于只读磁盘上。请解除只读后再保存。`,
    other: (file, code) => `未保存：无法写入 ${file}（${code}）。请检查磁盘后再保存。`,
  },

  problems: (count) =>
    `配置中有 ${count} 处问题，因此不会更新任何记录。请打开设置，问题会显示在对应的行旁。`,
  keyLost: '保存的凭据已无法解密（更换用户或电脑后会这样）。请重新输入各账户的凭据。',
  busy: '暂时无法解密您的凭据，数据没有丢失。请重启 DDNS Tray 或重新登录系统。',
  plainStorage:
    '本系统没有密钥环，保存在磁盘上的凭据几乎没有保护。请安装 GNOME Keyring 或 KWallet 等密钥环，然后重新输入凭据。',
  noEncryption: '未保存：系统暂时无法加密。请重启 DDNS Tray 或重新登录系统，然后再保存。',

  importGone: '这次导入已失效。请重新选择文件。',
  passphrase: '口令不对，或文件被改动过。请核对口令和键盘布局后重试。',
  changed: '口令正确，但导出之后，文件中含密封凭据的账户被改动过。请恢复原样，或重新导出配置。',
  damaged: '文件中有密封的凭据已损坏。请重新导出配置。',

  field: (account, label) => `${account}：${label}`,
  exported: 'DDNS Tray 的配置。命令 ddns-tray 也可读取本文件。',
  withoutSecrets:
    '文件中不含凭据：每个 { secret: … } 代表一项留在原电脑上的凭据，导入后需重新输入。',
  sealed:
    '凭据已用您的口令密封，且与所在账户的内容绑定：账户改动后便无法打开。导入时应用会询问口令；命令行则从环境变量 DDNS_TRAY_PASSPHRASE 读取。',
  declined: '未保存：您没有允许这些设置要运行或读取的内容。请将其删除，或再次保存并选择允许。',
  queries: '自有来源的网址会原样写出。若网址的“?”之后含有令牌，请在转交本文件前删除。',
  lostSecrets: '每个 { secret: … } 代表一项在导出时无法读取的凭据。',
};
