import type { exporting as en } from '../../en/window/exporting.ts';

/** The dialog that writes the settings to a file, in Chinese. */
export const exporting: typeof en = {
  heading: '导出设置',
  text: '将设置写入文件，用于备份或迁移到其他电脑。',
  withSecrets: '同时导出凭据，并用口令加密',
  withoutSecrets: '不设口令时，凭据不会导出，导入后需重新输入。',
  passphrase: '口令',
  repeat: '再次输入口令',
  passphraseHelp: '同时拥有文件和口令的人即可使用这些凭据。忘记的口令无法找回。',
  mismatch: '两次输入的口令不一致。',
  short: (least) => `请至少输入 ${least} 个字符。`,
  strength: {
    weak: '弱：电脑很容易猜出来。改用几个随机的词会更好。',
    fair: '一般：再加几个字符或词就足够强了。',
    strong: '强。',
  },
  done: (file) => `已写入 ${file}。`,
};
