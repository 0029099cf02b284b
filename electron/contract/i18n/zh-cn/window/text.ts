import type { text as en } from '../../en/window/text.ts';

/** The settings as text, in Chinese. */
export const text: typeof en = {
  heading: '以文本编辑设置',
  intro: '以 YAML 显示全部设置，供喜欢文本的用户使用。密码和令牌会加密保存，不再显示。',
  text: '设置内容',
  textHelp:
    'YAML 格式。保存在本机的凭据显示为 { secret: … }；如需更换，请在原处写入新值。注释不会保留。',
  unsaved: '有尚未保存的更改。',
  changedOutside: '设置在此期间已被其他地方修改。现在保存会覆盖那些修改。',
  problemsStale: '行号对应上次保存时的内容。',
  saved: '已保存。正在按新设置检查记录。',
  problems: (count) => `发现 ${count} 个问题，因此没有做任何更改：`,
  problemAt: (line, column) => `第 ${line} 行，第 ${column} 列`,
};
