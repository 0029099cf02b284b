import type { general as en } from '../../en/window/general.ts';

/** The page of everything that concerns the program as a whole, in Chinese. */
export const general: typeof en = {
  look: '语言和外观',
  asSystem: '跟随系统',
  start: '启动',
  heading: '常规',
  language: '语言',
  languageHelp: '用于此窗口、托盘图标和通知。',
  theme: '外观',
  themes: { light: '浅色', dark: '深色' },
  loginStart: '登录时自动启动',
  loginStartHelp: '启动后只显示托盘图标，不打开窗口。',
  loginStartDisabled: '此处已开启，但在任务管理器的“启动应用”中被禁用。请在那里启用“DDNS Tray”。',
  openStartup: '打开“启动应用”',
  loginStartUnsupported: '此系统或此版本的程序不支持登录时自动启动。',
  settings: '设置',
  transfer: '备份和迁移',
  transferHelp: '备份设置，或迁移到其他电脑。',
  textHelp: '以 YAML 显示全部设置，包括不常用的选项。',
  program: '日志和代理',
  logLevel: '日志级别',
  logLevelHelp: '此级别及以上的内容会写入日志。',
  logLevels: {
    debug: '调试：全部内容，用于排查故障',
    info: '信息：发生过的事',
    warn: '警告：可能需要处理的事',
    error: '错误：出错的事',
  },
  proxy: '代理',
  proxyHelp: '仅用于访问 DNS 服务商；查询公网地址时始终直接连接。',
  proxies: {
    environment: '使用环境变量',
    none: '不使用',
    address: '指定地址',
  },
  proxyAddress: '代理地址',
  proxyAddressHelp:
    '格式为 http://主机:端口 或 https://主机:端口。如需用户名和密码，请改用环境变量 HTTPS_PROXY。',
};
