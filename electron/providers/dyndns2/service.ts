import { failure } from '../../core/outcome.ts';
import type { Capabilities, ProviderContext } from '../../core/provider.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { encodePart } from '../api/call.ts';
import type { Batch, Packing } from '../api/host-batch.ts';
import type { HostService } from '../api/host-service.ts';
import { httpApi } from '../api/http-api.ts';
import type { Credentials } from './account.ts';
import { bothFamilies, type Preset } from './preset.ts';
import { judgeReply } from './reply.ts';
import { basicCredentials, callOf, encodeValue } from './request.ts';

const day = 24 * 3_600_000;

/** Of a host that we know no better. */
export const capabilities: Capabilities = {
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

export function capabilitiesFor(preset: Preset): Capabilities {
  return {
    ...capabilities,
    families: preset.families,
    batch: preset.hosts > 1,
    keepAlive: Math.max(preset.keepAlive ?? 25 * day, day),
  };
}

function packingOf({ families, address, omitted, hosts }: Preset): Packing {
  return {
    families,
    together: address.both !== 'apart',
    omitted: omitted === 'lost' ? 'lost' : 'kept',
    names: hosts,
  };
}

/** The password in each form in which it travels. */
function secretsOf({ username, password }: Credentials): readonly string[] {
  const header = basicCredentials(username ?? '', password);
  return [header, encodeValue(password), encodePart(password), password];
}

function requireIpv4(preset: Preset, { addresses }: Batch): void {
  if (preset.ipv6NeedsIpv4 !== true || addresses.ipv4 !== undefined) return;
  throw new ApiFailure(
    failure('conflict', {
      en: `${preset.name.en} sets IPv4 to 127.0.0.1 when IPv6 comes alone, so nothing was sent; list the type A of this name too`,
      'zh-CN': `单独发送 IPv6 时，${preset.name['zh-CN']} 会把 IPv4 设为 127.0.0.1，因此没有发送；请为该名称同时列出类型 A`,
    }),
  );
}

/** A host that speaks dyndns2, for one round. Its words tell, and not its statuses. */
export function openDyndns2(
  preset: Preset,
  credentials: Credentials,
  context: ProviderContext,
): HostService {
  const api = httpApi({ base: '', secrets: secretsOf(credentials) }, context);
  return {
    name: preset.name,
    packing: packingOf(preset),
    async update(batch) {
      requireIpv4(preset, batch);
      const { addresses } = batch;
      const names = batch.names.map(({ name }) => name);
      const reply = await api.ask(callOf(preset, credentials, names, addresses));
      const sent = { preset, addresses, names: batch.names.map(({ changes }) => changes) };
      return judgeReply(reply, sent, context.clock.now(), api.clean).flat();
    },
  };
}
