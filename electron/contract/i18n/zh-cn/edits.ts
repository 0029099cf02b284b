import type { edits as en } from '../en/edits.ts';

const quoted = (found: string | undefined) => (found === undefined ? '此项' : `“${found}”`);

export const edits: typeof en = {
  fill: '请填写此项。',
  choose: '请至少选择一项。',
  expected: {
    number: (found) => `${quoted(found)}不是数字，请只填写数字。`,
    integer: (found) => `${quoted(found)}不是整数，请只填写数字。`,
    ttl: (found) => `${quoted(found)}不是有效的 TTL。请填写整秒数（如 300）或时长（如 5m）。`,
    name: (found) => `${quoted(found)}不是主机名。请填写完整的名称，如 home.example.com。`,
    host: (found) =>
      `${quoted(found)}没有指明设备。请填写其 IPv6 地址的后缀（如 ::10）或硬件地址（如 00:11:22:33:44:55）。`,
    prefix: (found) => `${quoted(found)}不是前缀长度。请填写 1 到 127 的整数，例如 64。`,
  },
  cannot: '此项由该账户的服务商决定，请保持原值。',
  cannotType: (type) => `该账户的服务商不支持 ${type} 记录，请取消选择。`,
  hostType: '只有 IPv6 会给每台设备各自的地址。请选择“IPv6（AAAA）”，或将另一台设备的地址留空。',
  ignored: (adapter, pattern) =>
    `网络适配器“${adapter}”要被使用，却又被“${pattern}”忽略。请更改其中一项。`,
  unknownAccount: (account) => `账户“${account}”已不存在，请另选一个。`,

  idTaken: (id) => `已有名为“${id}”的账户，请换一个名称。`,
  lost: '这项凭据已无法读取，请重新输入。',
  enterAgain:
    '该账户的其他内容有改动。为避免已保存的凭据在您不知情时被发往别处，请重新输入这项凭据。',
  accountGone: '未作任何更改：该账户已被移除。请重新查看设置。',
  noService: '未作任何更改：当前版本不认识该服务商。请另选一个。',
  changedElsewhere: '未作任何更改：设置已在别处被修改。请重新查看设置，然后再改一次。',

  openPage: '打开凭据创建页面',
  openSite: '打开服务商网站',

  api: {
    name: '本地 HTTP 接口',
    setup: '让本机上的其他程序读取状态并触发更新。',
    listen: '地址和端口',
    listenHelp: '仅限本机，例如 127.0.0.1:8053。',
    token: '令牌',
    tokenHelp: '请现在复制：保存后不再显示。其他程序在每次请求中附上它。',
  },
  channel: {
    idTaken: (id) => `已有名为“${id}”的通知渠道，请换一个名称。`,
    enterAgain:
      '该通知渠道的其他内容有改动。为避免已保存的凭据在您不知情时被发往别处，请重新输入这项凭据。',
    gone: '未作任何更改：该通知渠道已被移除。请重新查看设置。',
    unknown: '未作任何更改：当前版本不认识这种通知渠道。请另选一种。',
    events: {
      label: '在以下情况发送',
      choices: {
        changed: '地址发生变化并已写入',
        action: '需要您处理，例如凭据被拒绝',
        failed: '记录未能更新',
        disagree: '各来源给出的地址不一致',
        recovered: '问题已解决',
      },
    },
    quietHours: {
      label: '免打扰时段',
      help: '例如 22:00-07:00。时段内不发送；结束后，仍然存在的情况会再发送。',
    },
    language: {
      label: '消息的语言',
      own: '与本程序相同',
    },
    state: {
      never: '尚未发送过消息。',
      delivered: (when) => `上次送达：${when}。`,
      locked: '此通知渠道的一项凭据无法读取，请重新输入。',
    },
    tested: '服务已接收测试消息，请查看是否收到。',
  },

  host: {
    label: '本网络中另一台设备的地址',
    help: '其 IPv6 地址的后缀（如 ::10），或硬件地址（MAC，如 00:11:22:33:44:55）。留空则指向这台电脑。',
    placeholder: '这台电脑',
    prefix: '前缀长度',
    prefixHelp: '本网络中各设备的 IPv6 地址有多少位相同，几乎都是 64。',
  },
  networks: {
    title: '网络与适配器',
    approved: '只在这些网络中工作',
    approvedHelp: '不勾选则在所有网络中工作。勾选后，在其他网络中不查询，也不写入。',
    router: (address) => `路由器 ${address}`,
    here: (network) => `${network}（当前网络）`,
    ignore: '忽略的网络适配器',
    ignoreHelp: '每行一个。不理会其地址和变化；* 代表任意字符。',
    bind: '用于查询的网络适配器',
    bindHelp: '只通过它查询来源。',
    bindAuto: '按系统路由',
    tunnels: '采用 VPN 的地址',
    tunnelsHelp: '关闭时，只要这台电脑经由 VPN 或其他隧道上网，就不采信新的地址。',
  },

  alsoBy: (name, protocol) => `${name}（使用 ${protocol}）`,
  ownServer: (protocol) => `更新服务器（${protocol}）`,
  presetSetup:
    '请先在服务商处创建主机名。如果服务商提供专用的更新密钥，请在此填写该密钥，而不是账户密码。',
  ownServerSetup:
    '请填写更新服务器。如果服务商提供专用的更新密钥，请使用它而不是账户密码，并先在服务商处创建主机名。',
};
