import type { about as en } from '../../en/window/about.ts';

/** The page about the program, in Chinese. */
export const about: typeof en = {
  heading: '关于',
  version: (version) => `版本 ${version}`,
  text: '公网地址变化时，让您的域名始终指向本机。',
  platform: (platform) => `系统：${platform}`,
  privacyTitle: '隐私',
  privacy:
    '本程序只与您的 DNS 服务商、公网地址来源、域名服务器以及新版本的发布方通信，不会联系其他任何一方。',
  releases: {
    title: '软件新版本',
    actions: {
      look: '检查新版本',
      fetch: '下载',
      install: '安装并重新启动',
      openDownloads: '打开下载页面',
    },
    automatic: '自动检查新版本',
    automaticHelp: '未经您同意不会安装。',
    channel: '版本类型',
    channels: { stable: '稳定版', beta: '测试版', nightly: '每日构建' },
    channelHelp: {
      stable: '仅限经过测试的版本。',
      beta: '还包括仍在测试的版本。',
      nightly: '还包括每晚未经测试的版本，可能出现故障。',
    },
  },
  licenceTitle: '许可证',
  license: 'MIT 许可证',
  others: '本程序包含他人的作品，分别适用各自的许可证。',
  showLicences: '显示第三方许可证',
  hideLicences: '隐藏第三方许可证',
  licences: '第三方许可证',
};
