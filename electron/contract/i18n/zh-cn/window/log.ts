import type { log as en } from '../../en/window/log.ts';

/** The page of the log, in Chinese. */
export const log: typeof en = {
  heading: '日志',
  intro: '程序启动以来发生过什么、何时发生，绝不包含密码或令牌。日志内容为英文。',
  lines: '日志条目',
  level: '显示',
  from: {
    debug: '全部',
    info: '信息及以上',
    warn: '警告和错误',
    error: '仅错误',
  },
  levels: { debug: '调试', info: '信息', warn: '警告', error: '错误' },
  filter: '筛选条目',
  count: (shown, all) => (shown === all ? `共 ${all} 条` : `显示 ${shown} 条，共 ${all} 条`),
  empty: '暂无日志。新条目会自动显示在这里。',
  noMatch: '没有符合筛选条件的条目。',
  latest: '跳到最新',
  copy: '复制所示内容',
  openFile: '打开日志文件',
  openFolder: '打开文件夹',
  diagnostics: '保存诊断文件…',
  diagnosticsTitle: '保存诊断文件',
  diagnosticsText:
    '用于报告故障：以可读文本包含版本、设置、记录状态和最近的日志，不含密码和令牌。文件不会自动发送，由您决定交给谁。',
  hideNames: '隐藏主机名和地址',
  hideNamesHelp: '账户和用户名也会隐藏。每一项都会换成代号，在文件中保持一致。',
  saveFile: '保存…',
  saved: (file) => `已写入 ${file}。`,
};
