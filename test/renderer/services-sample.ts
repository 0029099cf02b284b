import type {
  FieldForm,
  ServiceCard,
  ServiceForm,
  WatchingChoices,
} from '../../electron/contract/forms.ts';
import type { Language } from '../../electron/contract/language.ts';
import { hostFields } from '../../electron/core/views/host-fields.ts';
import { networkChoices } from '../../electron/core/views/network-choices.ts';

/** Services as somebody picks among them: with an API, a preset, a server and a webhook of one's own. */
export function serviceCardsSample(language: Language = 'en'): readonly ServiceCard[] {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh);
  const card = (id: string, name: string, website: string, more: Partial<ServiceCard> = {}) => {
    const [provider = id, preset] = id.split('/');
    return { id, provider, preset, name, website, words: [new URL(website).host], ...more };
  };
  return [
    card('alidns', say('Alibaba Cloud DNS', '阿里云云解析'), 'https://www.aliyun.com', {
      words: ['AliDNS', '阿里云', 'aliyun.com'],
      country: 'CN',
    }),
    card('cloudflare', 'Cloudflare', 'https://www.cloudflare.com', { country: 'US' }),
    card('digitalocean', 'DigitalOcean', 'https://www.digitalocean.com', { country: 'US' }),
    card('dnspod', 'DNSPod', 'https://www.dnspod.cn', { words: ['腾讯云'], country: 'CN' }),
    card('duckdns', 'Duck DNS', 'https://www.duckdns.org'),
    card('dyndns2', say('Another dyndns2 server', '其他 dyndns2 服务器'), 'https://example.com', {
      words: ['dyndns'],
    }),
    card('dyndns2/dyfi', 'dy.fi', 'https://www.dy.fi', { country: 'FI' }),
    card('dyndns2/strato', 'STRATO', 'https://www.strato.de', { country: 'DE' }),
    card('godaddy', 'GoDaddy', 'https://www.godaddy.com', { country: 'US' }),
    card('hetzner', 'Hetzner', 'https://www.hetzner.com', { country: 'DE' }),
    card('noip', 'No-IP', 'https://www.noip.com', { country: 'US' }),
    card('webhook', 'Webhook', 'https://example.com'),
  ];
}

const text = { kind: 'text', multiline: false } as const;

function field(path: string, label: string, more: Partial<FieldForm> = {}): FieldForm {
  return { path, label, required: true, secret: false, input: text, ...more };
}

function fieldsOf(id: string, language: Language): readonly FieldForm[] {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh);
  const user = field('username', say('User name', '用户名'));
  const password = field('password', say('Password', '密码'), { secret: true });
  const fields: Readonly<Record<string, readonly FieldForm[]>> = {
    alidns: [
      field('accessKeyId', 'AccessKey ID', { placeholder: 'LTAI…' }),
      field('accessKeySecret', 'AccessKey Secret', { secret: true }),
    ],
    cloudflare: [
      field('token', say('API token', 'API 令牌'), {
        secret: true,
        help: say('Zone → DNS → Edit, for the zones in question.', '区域 → DNS → 编辑。'),
      }),
    ],
    dyndns2: [
      field('server', say('Server', '服务器'), { placeholder: 'dyndns.example.com' }),
      { ...user, required: false },
      password,
    ],
    'dyndns2/dyfi': [user, password],
    // One of each kind of input.
    webhook: [
      field('url', 'URL', { placeholder: 'https://example.com/update?ip={ip}' }),
      field('method', say('Method', '方法'), {
        required: false,
        input: {
          kind: 'choice',
          initial: 'GET',
          options: ['GET', 'POST', 'PUT'].map((value) => ({ value, label: value })),
        },
      }),
      field('headers', say('Headers', '请求头'), {
        required: false,
        secret: true,
        input: { kind: 'pairs' },
      }),
      field('body', say('Body', '请求体'), {
        required: false,
        input: { kind: 'text', multiline: true },
      }),
      field('pause', say('Seconds between two calls', '两次调用的间隔秒数'), {
        required: false,
        input: { kind: 'number', min: 0, max: 3600 },
      }),
      field('both', say('Both families in one call', '一次调用同时更新两个地址族'), {
        required: false,
        input: { kind: 'switch' },
      }),
    ],
  };
  return fields[id] ?? [field('token', say('Token', '令牌'), { secret: true })];
}

/** What a window needs to make an account of one of {@link serviceCardsSample}, or of any other id. */
export function serviceFormSample(
  id = 'cloudflare',
  language: Language = 'en',
  change: Partial<ServiceForm> = {},
): ServiceForm {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh);
  const card = serviceCardsSample(language).find((one) => one.id === id);
  const own = id === 'dyndns2' || id === 'webhook';
  const isHost = own || id.startsWith('dyndns2/');
  return {
    id,
    provider: card?.provider ?? id,
    name: card?.name ?? id,
    ...(own
      ? {}
      : {
          link: `${card?.website ?? 'https://example.com'}/tokens`,
          linkText: say('Open the credentials page', '打开凭据创建页面'),
        }),
    setup: say(
      'Create an API token from the template “Edit zone DNS” and limit it to your zone.',
      '使用“编辑区域 DNS”模板创建 API 令牌，并仅限于您的区域。',
    ),
    ...(isHost ? {} : { permission: say('Zone → DNS → Edit', '区域 → DNS → 编辑') }),
    limits: isHost
      ? [say('The host locks out who repeats an update.', '服务器会封禁重复更新的用户。')]
      : [],
    fixed: card?.preset === undefined ? {} : { preset: card.preset },
    fields: fieldsOf(id, language),
    families: id === 'dyndns2/dyfi' ? ['ipv4'] : ['ipv4', 'ipv6'],
    hostFields: id === 'dyndns2/dyfi' ? [] : hostFields(language),
    ttl: isHost ? false : { min: 60, max: 86_400 },
    proxied: id === 'cloudflare',
    listsZones: !isHost,
    listsRecords: !isHost,
    ...change,
  };
}

/** Sources that are usual, one that is not, one of a single family, and two network interfaces. */
export function watchingChoicesSample(
  change: Partial<WatchingChoices> = {},
  language: Language = 'en',
): WatchingChoices {
  const both = ['ipv4', 'ipv6'] as const;
  const interfaces = [
    { name: 'Ethernet', addresses: ['2001:db8:5:1::7'] },
    { name: 'Wi-Fi', addresses: [] },
  ];
  const identity = { gateway: '00:11:22:33:44:55', profiles: ['Home'] };
  const rules = { approved: 'Office', ignore: null, bind: null, tunnels: null };
  return {
    sources: [
      { id: 'ipify', operator: 'ipify', families: both, usual: true },
      { id: 'identme', operator: 'ident.me', families: both, usual: true },
      { id: 'amazon', operator: 'amazon', families: ['ipv4'], usual: true },
      { id: 'icanhazip', operator: 'cloudflare', families: both, usual: true },
      { id: 'ip3322', operator: '3322', families: ['ipv4'], usual: true },
      { id: 'ifconfigme', operator: 'ifconfig.me', families: ['ipv4'], usual: false },
    ],
    interfaces,
    networks: networkChoices(interfaces, { language, identity, rules }),
    publicResolvers: ['1.1.1.1', '8.8.8.8', '9.9.9.9', '223.5.5.5', '119.29.29.29'],
    interval: '1m',
    timeout: '10s',
    ...change,
  };
}
