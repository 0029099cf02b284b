import * as z from 'zod';
import { addIssue } from '../../core/issue.ts';
import type { FieldMeta, Provider } from '../../core/provider.ts';
import type { Declaration } from '../api/define.ts';
import { defineHostProvider } from '../api/define-host.ts';
import { accountTexts, type Credentials, wantsUsername } from './account.ts';
import type { Preset } from './preset.ts';
import { presetById } from './presets.ts';
import { capabilitiesFor, openDyndns2 } from './service.ts';

/** What a host says of itself beyond its preset. */
export interface Dyndns2Host
  extends Pick<
    Declaration<Credentials>,
    'id' | 'docs' | 'setup' | 'permission' | 'limits' | 'country'
  > {
  /** The fields by the vendor's own names; `username` where the host knows user names. */
  readonly fields: { readonly username?: FieldMeta; readonly password: FieldMeta };
}

function accountOf(preset: Preset, fields: Dyndns2Host['fields']): z.ZodType<Credentials> {
  const password = z
    .string()
    .min(1)
    .meta({ ...fields.password, secret: true });
  if (!wantsUsername(preset)) return z.strictObject({ password });
  const username = z
    .string()
    .min(1)
    .superRefine((text, context) => {
      const colon = preset.credentials === 'basic' && text.includes(':');
      if (colon) addIssue(context, [], accountTexts.colon);
    })
    .meta({ ...fields.username });
  return z.strictObject({ username, password });
}

/**
 * A provider of its own name for a host that is a preset of dyndns2 too. Its fields have the same
 * keys as those of the preset. Throws for a preset that is not there.
 */
export function defineDyndns2Host(presetId: string, host: Dyndns2Host): Provider {
  const preset = presetById(presetId);
  if (preset === undefined) throw new Error(`no preset ${presetId}`);
  const { fields, ...texts } = host;
  return defineHostProvider<Credentials>(
    {
      ...texts,
      name: preset.name,
      website: preset.website,
      triedAgainst: 'emulator',
      account: accountOf(preset, fields),
      capabilities: capabilitiesFor(preset),
    },
    (account, context) => openDyndns2(preset, account, context),
  );
}
