import type { about as en } from '../../en/window/about.ts';

/** The page about the program, in Chinese. */
export const about: typeof en = {
  heading: '关于',
  version: (version) => `版本 ${version}`,
  text: '公网地址变化时，让您的域名始终指向本机。',
  platform: (platform) => `系统：${platform}`,
  privacyTitle: '隐私',
  privacy: '本程序只与您的 DNS 服务商、公网地址来源以及域名服务器通信，不会联系其他任何一方。',
  licenceTitle: '许可证',
  license: 'MIT 许可证',
  others: '本程序包含他人的作品，分别适用各自的许可证。',
  showLicences: '显示第三方许可证',
  hideLicences: '隐藏第三方许可证',
  licences: '第三方许可证',
};
