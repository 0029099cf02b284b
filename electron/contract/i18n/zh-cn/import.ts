import type { Messages } from '../en.ts';

/** 导入其他程序的配置时的文字。 */
export const imports: Messages['imports'] = {
  loss: {
    noService: ({ service }) =>
      `这里没有服务商“${service}”。如果它提供更新网址，请添加服务商为 dyndns2 或 webhook 的账户。`,
    closed: ({ service }) => `${service} 已停止服务。请将域名迁移到其他服务商。`,
    cloudflareKey:
      'Cloudflare 的全局 API 密钥权限过大，不予采用。请在 Cloudflare 创建 API 令牌，填写为 token。',
    hetznerOld:
      '该令牌所属的 Hetzner DNS Console 已停止服务。请在 Hetzner Console 创建令牌，并添加服务商为 hetzner 的账户。',
    gandiKey: 'Gandi 的 API 密钥已不再支持。请创建个人访问令牌，填写为 token。',
    freednsToken:
      '这里使用令牌更新 FreeDNS，而不是用户名和密码。请从更新网址（第 2 版）中复制令牌，并添加服务商为 freedns 的账户。',
    keyFile:
      '密钥保存在密钥文件中，这里不会读取。请添加服务商为 rfc2136 的账户，填写密钥的名称和内容。',
    otherKey: '这里不支持这种凭据。请查看该服务商的说明页，然后添加账户。',
    accountGone: '未导入：其账户无法导入。',
    refused: ({ text }) => `未采用：${text['zh-CN']}`,
    ttlAutomatic: 'TTL 为 1 表示“自动”。TTL 将保持服务商处的现值。',
    badTtl: '不是整数秒。TTL 将保持服务商处的现值。',
    badValue: '无法理解，未采用。',
    clamped: ({ used }) => `超出允许范围，已设为 ${used}。`,
    notNeeded: '这里不需要。',
    notify:
      '不予导入。如需收到通知，请添加通知渠道：邮件用 email，网址用 webhook（支持 DDNS Go 的占位符）。',
    hook: '更新后不会运行命令。',
    webLogin: '这里没有需要登录的网页。',
    wildcard: '不会发送。如果服务商支持，请另外列出以“*.”开头的名称。',
    mx: '这里只维护地址。邮件记录请在服务商处设置。',
    fixedAddress: '这里不维护固定地址，请在服务商处设置一次即可。',
    router:
      '这里不会读取路由器的网页。将使用内置来源，其中包括通过 PCP、NAT-PMP 和 UPnP 询问路由器。',
    https: '对服务商的请求一律使用 https。请确认服务商是否支持。',
    notChecked: '这里始终会检查地址和证书。',
    ownAuthority: '这里按系统的证书列表检查证书。请将您的证书加入系统。',
    bindProvider: '对服务商的请求按系统路由发出。查询地址时使用的网卡可用 networks.bind 指定。',
    ipv6Choice: '将使用该网卡的稳定地址。',
    commandPlain: '命令已导入。它只能输出地址，不能有其他内容，并由系统的命令解释器运行。',
    commandSecret:
      '该命令可能含有密码，而命令在配置中是明文。请把它放进您自己的脚本，再将脚本设为来源。',
    guessedFamily: ({ type }) => `据其内容推断为 ${type}。如有误，请修改 types。`,
    oneSource: ({ line }) => `同一地址族的所有名称共用一种获取地址的方式：第 ${line} 行的方式。`,
    urlQuery: ({ host }) =>
      `${host} 的“?”之后可能是令牌，而这种地址在配置中是明文。如果不是令牌，请自行添加为来源。`,
    badUrl: '不是有效的网址。',
    unknownKey: '这里没有这个设置。',
    badLine: '无法理解此处内容。',
    badName: '不是有效的主机名。',
    include: '不会读取其他文件。请把其中的内容写入本文件或配置中。',
    variable: '只有整个密钥都是变量时，才会从环境变量读取。',
    param: ({ name }) => `参数“${name}”在这里没有对应的设置。它所设置的内容将保持服务商处的现值。`,
    twice: '重复出现，只导入一次。',
    disabled: '在原程序中已停用，未导入。',
    noDomains: '没有要维护的名称。',
    noFamily: '原程序没有为它获取任何地址。',
    tooMany: ({ most }) => `最多导入 ${most} 条记录。`,
    tooLong: '文件行数过多，从这里起不再读取。',
    skip: '将使用网页中的第一个地址。',
    otherWay: '这里没有这种获取地址的方式，将使用内置来源。',
  },
  place: (line, key) => (key === '' ? `第 ${line} 行` : `第 ${line} 行，${key}`),
  lossLine: (place, sentence) => `${place}：${sentence}`,

  understood: (peer) => `已识别为 ${peer} 的配置：`,
  record: (name, types, provider, account) =>
    `${name}（${types}），服务商 ${provider}，账户 ${account}`,
  details: (record, details) => `${record}；${details.join('，')}`,
  ttl: (seconds) => `TTL ${seconds}`,
  proxied: (on) => (on ? '经代理' : '不经代理'),
  zone: (zone) => `区域 ${zone}`,
  device: (host) => `用于设备 ${host}`,
  setting: (key, value) => `${key}：${value}`,
  losses: (count) => `有 ${count} 处未能原样导入：`,
  noLosses: '全部内容均可导入。',
  writes: '将写入：',
  wrote: '已写入：',
  secretFile: (file, account, field) => `${file}（${account}：${field}）`,
  variables: '请设置以下环境变量，值为对应字段的密钥：',
  variable: (name, account, field) => `${name}（${account}：${field}）`,
  kept: (file) => `${file} 保持原样。尚未写入任何文件；加上 --write 才会写入。`,
  exists: (file) => `未写入任何文件：${file} 已存在。请用 -o 指定其他文件名，或移走该文件。`,
  unwritable: (file, code) => `未写入任何文件：无法创建 ${file}（${code}）。请检查文件夹及其权限。`,
  next: (file) => `请先停止原来的程序，然后试运行：ddns-tray update -c ${file} --dry-run`,
  unknown: (file) =>
    `${file} 不是可识别的配置。支持 DDNS Go、ddclient、Inadyn 2 和 ddns-updater 的配置。`,
  unreadable: (file, code) => `无法读取 ${file}（${code}）。请检查文件名和权限。`,
  tooLarge: (file) => `${file} 超过 1 MiB，不是配置文件。`,
  notText: (file) => `${file} 不是 UTF-8 文本。`,
  noFile: '请指定要导入的配置：ddns-tray import FILE。',
  nothing: (peer) => `这份 ${peer} 配置中没有可以导入的内容。`,
  header: (peer, file) => `由 ${peer} 的 ${file} 导入。`,

  dialog: {
    message: (peer, records) =>
      `这是 ${peer} 的配置。可以导入 ${records} 条记录，但有些内容无法原样导入。`,
    none: (peer) => `这份 ${peer} 配置中没有可以导入的内容。`,
    more: (count) => `另有 ${count} 处；点击“保存列表…”可将全部内容存为文本文件`,
    help: '目前尚未更改任何设置。接下来会显示将要导入的内容。',
    next: '继续',
    save: '保存列表…',
    cancel: '取消',
    filter: 'DDNS Tray 或其他程序的配置',
    allFiles: '所有文件',
    listName: 'import-losses.txt',
    listTitle: '保存列表',
  },
};
