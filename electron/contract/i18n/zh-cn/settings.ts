import type { settings as en } from '../en/settings.ts';

const quoted = (found: string | undefined) => (found === undefined ? '此处的值' : `“${found}”`);
const choice = (nearest: string | undefined, known: readonly string[]) =>
  nearest === undefined ? `可用的有：${known.join('、')}。` : `是否想写“${nearest}”？`;

/** 一句话里列不下这么多。 */
const tooMany = 12;

const few = (nearest: string | undefined, known: readonly string[], many: string) =>
  nearest === undefined && known.length > tooMany ? many : choice(nearest, known);

/** What can be wrong with the settings, in Chinese. */
export const settings: typeof en = {
  line: (field, sentence) => (field === '' ? sentence : `${field}：${sentence}`),

  noFile: '文件不存在。请检查 -c 指定的路径。',
  unreadable: (why) =>
    why === 'EISDIR'
      ? '这是文件夹。请指明其中的配置文件。'
      : why === 'EACCES' || why === 'EPERM'
        ? '当前用户无权读取该文件。请授予读取权限。'
        : why === 'ENOTDIR'
          ? '路径中有一段是文件而不是文件夹。请检查 -c 指定的路径。'
          : why === 'ENXIO'
            ? '这是管道或设备。请指定普通文件。'
            : `无法读取该文件（${why}）。请确认它是文件，并且当前用户有读取权限。`,
  tooLarge: (size) => `文件超过 ${size}，不像是配置文件。请检查路径。`,
  notText: '文件不是 UTF-8 文本。请在编辑器中另存为 UTF-8。',
  empty: '文件是空的。至少需要“version: 1”、一个账户和一条记录。',
  notMap: '文件内容不是“键: 值”的形式。第一行应为“version: 1”。',

  syntax: {
    tab: '此处用制表符缩进，YAML 不允许。请改用空格。',
    indent: '缩进与上文不一致。同一层的键必须从同一列开始。',
    unclosed: '缺少引号、括号或逗号。请补上与前文对应的部分。',
    reserved: '不加引号的文本不能以这个字符开头。请给它加上引号。',
    escape: '双引号内有无法识别的转义。反斜杠请写成 \\\\，或改用单引号。',
    anchor:
      '以“*”或“&”开头的文本必须加引号，例如 "*.example.com"。如果确实想用别名，则它尚未定义或使用次数过多，请直接写出具体的值。',
    tag: '本文件不使用标签（!）。请删除它，或给文本加上引号。',
    documents: '这里开始了第二个文档（---）。一个文件只能有一个文档。',
    key: '这里不是“键: 值”的形式。请用半角冒号，并在其后加空格；含有“: ”的文本要加引号。',
    other: '不是有效的 YAML。请检查附近的冒号、引号和缩进。',
  },
  duplicateKey: (key) => `同一层里“${key}”出现了两次。请删除其中一个。`,

  missing: (field, example) =>
    `缺少“${field}”。${example === undefined ? '请补上。' : `请补上，例如“${field}: ${example}”。`}`,
  nothing: (field) => `“${field}”是空的。请至少写一项。`,
  noValue: (field) => `“${field}”没有值。请填写；若不是必填项，也可以删除。`,
  unknownKey: (key, nearest, known) => `这里没有名为“${key}”的键。${choice(nearest, known)}`,
  version: (found) =>
    found === '1' || found === ''
      ? '版本必须是数字 1。请写“version: 1”，不加引号或括号。'
      : `本程序只支持第 1 版配置，而不是“${found}”。请写“version: 1”。`,

  expected: {
    text: (found) =>
      found?.trim() === ''
        ? '文本是空的。请填写，或将其删除。'
        : `${quoted(found)}不是文本。请加上引号。`,
    number: (found) => `${quoted(found)}不是数字。请只写数字，不加引号。`,
    integer: (found) => `${quoted(found)}不是整数。请只写数字，不加引号。`,
    boolean: (found) => `${quoted(found)}既不是 true 也不是 false。请写其中之一，不加引号。`,
    list: (found) => `${quoted(found)}不是列表。请写成 [甲, 乙]，或每行一项并以“- ”开头。`,
    map: (found) => `${quoted(found)}不是“键: 值”的形式。请在此键下方缩进，逐行书写。`,
    duration: (found) => `${quoted(found)}不是时长。请写整数加 s、m 或 h，例如 30s 或 5m。`,
    ttl: (found) =>
      `${quoted(found)}不是有效的 TTL。请写不加引号的整数秒（如 300）或时长（如 5m）。`,
    name: (found) =>
      `${quoted(found)}不是主机名。请写完整域名，例如 home.example.com，也可以写成列表。`,
    host: (found) =>
      `${quoted(found)}没有指明设备。请写其 IPv6 地址的后缀（如 "::10"）或硬件地址（如 "00:11:22:33:44:55"）。`,
    prefix: (found) => `${quoted(found)}不是前缀长度。请写 1 到 127 的整数，不加引号，例如 64。`,
    network: (found) =>
      `${quoted(found)}没有指明网络。请写其路由器的硬件地址（如 "00:11:22:33:44:55"），或 Windows 中该网络的名称。`,
    secret: (found) =>
      `${quoted(found)}没有指明凭据。请写文本、{ env: 变量名 } 或 { file: 路径 }。`,
    source: (found) =>
      `${quoted(found)}不是地址来源。请写来源名（如 ipify）、{ url: … }、{ interface: … } 或 { command: … }。`,
    sources: (found) =>
      `${quoted(found)}不是来源列表。请写 [ipify, identme] 这样的列表、单个来源，或 off。`,
    server: (found) =>
      `${quoted(found)}不是服务器地址。请写 9.9.9.9、9.9.9.9:53、[2620:fe::fe]:53 或 dns.example.com。`,
    url: (found) =>
      `${quoted(found)}不是可用的网址。请写完整网址，不带用户名，例如 https://ip.example.com/。`,
    proxy: (found) =>
      `${quoted(found)}不是代理地址。请写 http://主机:端口，例如 http://192.168.1.1:3128；不用代理则写 off。`,
    accountId: (found) => `${quoted(found)}不能用作账户名。请使用 1 至 64 个字母、数字、“-”或“_”。`,
    channelId: (found) =>
      `${quoted(found)}不能用作通知渠道的名称。请使用 1 至 64 个字母、数字、“-”或“_”。`,
    quietHours: (found) =>
      `${quoted(found)}不是有效的时段。请写两个不同的时刻，例如 "22:00-07:00"。`,
    listen: (found) =>
      `${quoted(found)}不是可监听的地址。请写端口，例如 8053，或本机地址加端口，例如 "127.0.0.1:8053"、"[::1]:8053"。`,
    value: (found, provider) =>
      found === undefined
        ? `这个值为空、不完整，或含有空格、换行等不应出现的字符。请从服务商处重新复制；运行“ddns-tray providers ${provider}”可查看填写要求。`
        : `“${found}”不符合该服务商的要求。运行“ddns-tray providers ${provider}”可查看填写要求。`,
    oneOf: (found, values, nearest) =>
      `${quoted(found)}在这里不可用。${nearest === undefined ? `可用的有：${values.join('、')}。` : `是否想写“${nearest}”？`}`,
  },
  range: (found, min, max, provider) =>
    `${quoted(found)}超出范围。${provider === undefined ? '' : `${provider} `}允许 ${min} 到 ${max}。`,

  name: {
    empty: () => '主机名是空的。请写完整域名，例如 home.example.com。',
    space: (name) => `主机名“${name}”中有空格。请去掉空格；多个名称请写成列表。`,
    character: (name) =>
      `“${name}”不是有效的主机名。只能使用字母、数字和中间的连字符，“*”只能单独作为第一段；不要带 https://、端口或路径。`,
    label: (name) => `主机名“${name}”中有一段为空，或超过 63 个字符。请检查其中的点。`,
    long: (name) => `主机名“${name}”超过 253 个字符。请检查是否写错。`,
    single: (name) => `主机名“${name}”缺少域名部分。请写完整，例如 ${name}.example.com。`,
  },
  refused: (why) => `${why}请更正名称，或为该记录指定可以写入它的账户。`,
  outsideZone: (name, zone) => `“${name}”不在区域“${zone}”之内。请更正区域，或删除它以便自动查找。`,
  duplicate: (what) => `“${what}”重复出现。请删除其中一个。`,
  unknownAccount: (account, nearest, known) =>
    known.length === 0
      ? `没有名为“${account}”的账户。请先在“accounts”下添加。`
      : `没有名为“${account}”的账户。${choice(nearest, known)}`,
  unknownProvider: (provider, nearest, known) =>
    `没有名为“${provider}”的服务商。${few(nearest, known, `运行“ddns-tray providers”可查看全部 ${known.length} 家。`)}${nearest === undefined && known.includes('dyndns2') ? '另有一些服务是 dyndns2 的预设，运行“ddns-tray providers dyndns2”可查看。' : ''}`,
  unknownChannel: (channel, nearest, known) =>
    `没有名为“${channel}”的通知渠道。${few(nearest, known, `docs/channels.zh-CN.md 列出了全部 ${known.length} 种。`)}`,
  channelValue: (found) =>
    found === undefined
      ? '这个值为空、不完整，或含有空格、换行等不应出现的字符。请从该服务重新复制；填写要求见 docs/channels.zh-CN.md。'
      : `“${found}”不符合该通知渠道的要求。填写要求见 docs/channels.zh-CN.md。`,
  notLoopback: (found) =>
    `其他电脑可能访问到“${found}”，而本地接口只供本机使用：其内容以明文传输。请写 "127.0.0.1:8053" 或 "[::1]:8053"。`,
  apiToken: {
    short: '令牌不足 16 个字符，可能被猜到。请换用更长的令牌，例如“openssl rand -hex 32”的输出。',
    letters: '令牌中有空格、换行或其他不能写进请求头的字符。请使用 ASCII 字母、数字和标点。',
    long: '令牌超过 512 个字符。请换用较短的令牌，例如“openssl rand -hex 32”的输出。',
  },
  presetAsProvider: (preset, provider) =>
    `“${preset}”是 ${provider} 的预设，请写“provider: ${provider}”和“preset: ${preset}”。`,
  unknownSource: (source, nearest, known) => `没有名为“${source}”的来源。${choice(nearest, known)}`,
  longSource: '这段文本超过 16384 个字符。请把命令写入脚本文件，并在此处填写脚本的路径。',
  proxySignIn:
    '代理地址中带有用户名或密码，而此处不保存明文凭据。请将其删除；需要登录的代理请改用环境变量 HTTPS_PROXY 设置。',
  oneVoice: (family) =>
    `新的 ${family} 地址需要两家不同运营方的来源一致才会采用，其中至少一家须使用 https，路由器不计在内。请再添加这样的来源。`,
  wrongFamily: (source, family) =>
    `来源“${source}”不提供 ${family} 地址。请从这里删除，或换一个来源。`,
  cannot: (provider, field) => `${provider} 不支持设置“${field}”。请从这里删除。`,
  familyOff: (family, type) =>
    `${type} 记录需要 ${family} 地址，但 ${family} 来源已关闭。请打开来源，或从这里去掉 ${type}。`,
  noType: (name) =>
    `“${name}”没有可更新的内容：其服务商支持的地址族，来源都已关闭。请打开一个来源，或删除这条记录。`,
  host: {
    type: (type) =>
      `只有 IPv6 会给每台设备各自的地址，因此其他设备的记录只能是 AAAA。请从这里去掉 ${type}，或为它另写一条不带“host”的记录。`,
    bits: (host, prefix, network, own) =>
      `“${host}”的前 ${prefix} 位（${network}）不为零，而这些位由网络决定。请写“${own}”，或更正前缀长度。`,
    prefix: (host, prefix) =>
      `设备由硬件地址 ${host} 生成的地址从第 65 位开始，因此前缀长度不能是 ${prefix}。请写 64 或更小的数，或用地址后缀代替硬件地址。`,
  },
  needs: (field, other) => `“${field}”只有和“${other}”一起才有意义。请补上“${other}”，或删除此项。`,
  ignored: (adapter, pattern) =>
    `网络适配器“${adapter}”要被使用，却又被“networks.ignore”中的“${pattern}”忽略。请删除其中一项。`,
  noEnvironment: (variable) =>
    `环境变量 ${variable} 未设置或为空。请在启动前设置，或改用 { file: 路径 }。`,
  secretFile: {
    missing: (file) => `凭据文件 ${file} 不存在。请检查路径；相对路径以本配置文件所在文件夹为准。`,
    denied: (file) => `当前用户无权读取凭据文件 ${file}。请授予读取权限。`,
    directory: (file) => `凭据文件 ${file} 是文件夹。请指明其中的文件。`,
    notFile: (file) => `凭据文件 ${file} 是管道或设备。请指定普通文件。`,
    remote: (file) =>
      `凭据文件 ${file} 是网络路径或设备路径，打开它会把您的登录信息发给对方。请指定本机磁盘上的文件。`,
    large: (file) => `凭据文件 ${file} 超过 64 KiB，不像是凭据。请检查路径。`,
    empty: (file) => `凭据文件 ${file} 是空的。请把凭据写入其中。`,
    notText: (file) => `凭据文件 ${file} 不是 UTF-8 文本。请另存为 UTF-8。`,
    failed: (file) => `无法读取凭据文件 ${file}。请确认其所在磁盘可用。`,
  },
  secret: {
    onDesktop:
      '此凭据保存在导出该文件的桌面应用中，不在文件里。请直接填写凭据，或使用 { env: 变量名 }、{ file: 路径 }。',
    noPassphrase: '此凭据已用口令密封。请在启动前把口令写入环境变量 DDNS_TRAY_PASSPHRASE。',
    passphrase:
      '无法打开这个密封的凭据：DDNS_TRAY_PASSPHRASE 中的口令不对，或文件被改动过。请核对口令，或重新导出配置。',
    changed:
      '无法打开这个密封的凭据：导出之后，它或所在的账户被改动过。请把该账户恢复为导出时的内容，或重新导出配置。',
    damaged: '这不是有效的密封凭据。请从导出的文件中重新复制，或直接填写凭据。',
    importFirst: '此凭据已用口令密封。请导入它所在的文件，或直接填写凭据。',
  },
  field: (found, message) =>
    `${quoted(found)}不符合该服务商的要求（${message}）。请查看 docs/providers.zh-CN.md 中的说明。`,
  channelField: (found, message) =>
    `${quoted(found)}不符合该通知渠道的要求（${message}）。填写要求见 docs/channels.zh-CN.md。`,
  desktop: {
    value: (found) =>
      found === undefined
        ? '这个值为空、不完整，或含有空格、换行等不应出现的字符。请从服务商处重新复制。'
        : `“${found}”不符合该服务商的要求。请从服务商处重新复制。`,
    channelValue: (found) =>
      found === undefined
        ? '这个值为空、不完整，或含有空格、换行等不应出现的字符。请从该服务重新复制。'
        : `“${found}”不符合该通知渠道的要求。请从该服务重新复制。`,
    unknownChannel: (channel, nearest, known) =>
      `没有名为“${channel}”的通知渠道。${few(nearest, known, `共有 ${known.length} 种，详见文档。`)}`,
    unknownProvider: (provider, nearest, known) =>
      `没有名为“${provider}”的服务商。${few(nearest, known, `共有 ${known.length} 家，详见文档。`)}${nearest === undefined && known.includes('dyndns2') ? '另有一些服务是 dyndns2 的预设：写“provider: dyndns2”，并在“preset:”后写服务名称。' : ''}`,
    field: (found, message) => `${quoted(found)}不符合该服务商的要求（${message}）。`,
    channelField: (found, message) => `${quoted(found)}不符合该通知渠道的要求（${message}）。`,
  },
};
