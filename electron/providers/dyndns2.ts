import { type Failure, failure, isFailure, missingOutcome, type Outcome } from '../core/outcome.ts';
import { NetError } from '../core/ports.ts';
import {
  type Capabilities,
  type Change,
  defineProvider,
  type ProviderContext,
} from '../core/provider.ts';
import { createRedactor } from '../core/redact.ts';
import { encodePart } from './api/json-api.ts';
import { failureOfNetError, type Reply } from './api/reply.ts';
import { type Dyndns2Account, dyndns2Account, presetOf } from './dyndns2/account.ts';
import { type Batch, batchesOf } from './dyndns2/batch.ts';
import { createBreaker } from './dyndns2/breaker.ts';
import { bothFamilies, type Preset } from './dyndns2/preset.ts';
import { judgeReply } from './dyndns2/reply.ts';
import { basicCredentials, buildRequest, encodeValue, endpointOf } from './dyndns2/request.ts';

const day = 24 * 3_600_000;

/** A right answer is a line for each name. */
const replyLimit = 64 * 1024;

const capabilities: Capabilities = {
  families: bothFamilies,
  ttl: false,
  proxied: false,
  zones: 'none',
  reads: false,
  creates: false,
  batch: false,
  repeatsArePunished: true,
  keepAlive: 25 * day,
  requestsPerChange: 1,
};

function capabilitiesFor(preset: Preset): Capabilities {
  return {
    ...capabilities,
    families: preset.families,
    batch: preset.hosts > 1,
    keepAlive: Math.max(preset.keepAlive ?? 25 * day, day),
  };
}

/** Takes the password out of a text, in each form in which it travels. */
function cleaner(account: Dyndns2Account): (text: string) => string {
  const { username, password } = account;
  const sent = [basicCredentials(username ?? '', password), encodeValue(password)];
  const redactor = createRedactor([...sent, password]);
  const forms = [...sent, encodePart(password), password].filter((form) => form !== '');
  return (text) => redactor.text(forms.reduce((left, form) => left.replaceAll(form, '…'), text));
}

/** Sends one request, once. Resolves with the answer or with what went wrong on the way. */
async function exchange(
  preset: Preset,
  account: Dyndns2Account,
  batch: Batch,
  context: ProviderContext,
): Promise<Reply | Failure> {
  const names = batch.names.map(({ name }) => name);
  const { host, protocol } = new URL(endpointOf(preset, batch.addresses));
  try {
    const response = await context.http.send({
      ...buildRequest(preset, account, names, batch.addresses),
      proxy: 'system',
      timeout: context.timeout,
      maxBytes: replyLimit,
      signal: context.signal,
    });
    context.log.debug('provider answered', { host, status: response.status });
    const secure = protocol === 'https:';
    return { ...response, host, secure, write: true, json: undefined };
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof NetError) return failureOfNetError(error, true);
    throw error;
  }
}

/** Sends one batch, or refuses it unsent. Resolves with an outcome for each change of each name. */
async function settleBatch(
  preset: Preset,
  account: Dyndns2Account,
  batch: Batch,
  context: ProviderContext,
): Promise<readonly (readonly Outcome[])[]> {
  const { addresses } = batch;
  const names = batch.names.map(({ changes }) => changes);
  const spread = (outcome: Outcome) => names.map((changes) => changes.map(() => outcome));
  if (preset.ipv6NeedsIpv4 === true && addresses.ipv4 === undefined) {
    const why = {
      en: `${preset.name.en} sets IPv4 to 127.0.0.1 when IPv6 comes alone, so nothing was sent; list the type A of this name too`,
      'zh-CN': `单独发送 IPv6 时，${preset.name['zh-CN']} 会把 IPv4 设为 127.0.0.1，因此没有发送；请为该名称同时列出类型 A`,
    };
    return spread(failure('conflict', why));
  }
  const reply = await exchange(preset, account, batch, context);
  if (!('status' in reply)) return spread(reply);
  return judgeReply(reply, { preset, addresses, names }, context.clock.now(), cleaner(account));
}

async function apply(
  changes: readonly Change[],
  account: Dyndns2Account,
  context: ProviderContext,
): Promise<readonly Outcome[]> {
  const preset = presetOf(account);
  const outcomes = new Map<Change, Outcome>();
  const open = changes.filter((change) => preset.families.includes(change.address.family));
  const breaker = createBreaker();

  for (const batch of batchesOf(open, preset)) {
    context.signal.throwIfAborted();
    const { names } = batch;
    const sent = names.flatMap((name) => name.changes);
    const held = breaker.held();
    if (held !== undefined) {
      for (const change of sent) outcomes.set(change, held);
      continue;
    }
    const judged = (await settleBatch(preset, account, batch, context)).flat();
    breaker.note(judged.filter(isFailure));
    for (const [at, change] of sent.entries()) {
      const outcome = judged[at] ?? missingOutcome;
      outcomes.set(change, outcome);
    }
  }
  return changes.map((change) => outcomes.get(change) ?? refusalOf(change, preset));
}

function refusalOf(change: Change, preset: Preset): Failure {
  return failure('invalid', {
    en: `${preset.name.en} takes no ${change.record.type} records`,
    'zh-CN': `${preset.name['zh-CN']} 不支持 ${change.record.type} 记录`,
  });
}

/**
 * The protocol that Dyn made and that most dynamic-DNS hosts speak, with known hosts as presets.
 * Dyn "Remote Access API", No-IP "DDNS Integration", and the pages named in each preset.
 */
export const dyndns2 = defineProvider<Dyndns2Account>({
  id: 'dyndns2',
  name: {
    en: 'dyndns2 (No-IP, Dynu, deSEC and many more)',
    'zh-CN': 'dyndns2（No-IP、Dynu、deSEC 等众多服务）',
  },
  website: 'https://help.dyn.com/remote-access-api/',
  docs: 'https://help.dyn.com/remote-access-api/perform-update/',
  setup: {
    en: 'Choose the preset of your host, or name its update server. Make a key for updates there, where it offers one, and create the host name first.',
    'zh-CN':
      '选择服务商的预设，或填写其更新服务器。请先在服务商处创建主机名，并尽量生成专用的更新密钥。',
  },
  account: dyndns2Account,
  capabilities,
  capabilitiesOf: (account) => capabilitiesFor(presetOf(account)),
  apply,
});
