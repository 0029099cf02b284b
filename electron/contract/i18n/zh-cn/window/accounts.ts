import type { accounts as en } from '../../en/window/accounts.ts';

/** The page of the accounts, in Chinese. */
export const accounts: typeof en = {
  heading: '账户',
  intro: '您在各 DNS 服务商的账户。密码和密钥会加密保存，不再显示。',
  empty: '账户由一家 DNS 服务商和一份凭据组成，DDNS Tray 用它更新您的记录。目前还没有账户。',
  add: '添加账户',
  records: (count) => `${count} 个域名`,
  lost: '缺少凭据',
  lostText:
    '此账户的凭据无法读取：它是为其他用户或其他电脑加密的，或密钥已丢失。请重新输入；在此之前，记录保持不变。',
  unknownService: '设置中的服务商不在此版本的支持范围内。如需更改，请以文本方式编辑设置。',
  permission: '最低权限：',
  limits: '注意事项',
  test: '测试连接',
  testing: '正在测试…',
  recordsTitle: '使用此账户的域名',
  noRecords: '还没有域名使用此账户。',
  addRecords: '添加域名',
  remove: '移除账户',
  removeTitle: (account) => `移除账户“${account}”？`,
  removeText: '凭据将从本机删除。服务商处的内容保持不变。',
  removeNames: '以下域名将不再保持更新：',
};
