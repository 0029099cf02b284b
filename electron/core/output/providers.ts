import * as z from 'zod';
import type { ProviderData } from '../views/provider.ts';
import { family, milliseconds, oneOf } from './fields.ts';
import { describing } from './same.ts';

const field = z.object({
  key: z.string(),
  label: z.string(),
  help: z.string().optional(),
  required: z.boolean(),
  secret: z.boolean(),
  example: z.string().optional(),
});

const capabilities = z.object({
  families: z.array(family),
  ttl: z.union([z.object({ min: z.number(), max: z.number() }), z.literal(false)]),
  proxied: z.boolean(),
  zones: oneOf(['api', 'account', 'none']),
  reads: z.boolean(),
  creates: z.boolean(),
  batch: z.boolean(),
  repeatsArePunished: z.boolean(),
  keepAlive: z.union([milliseconds, z.literal(false)]),
  requestsPerChange: z.number(),
});

const provider = describing<ProviderData>()(
  z.object({
    id: z.string(),
    name: z.string(),
    website: z.string(),
    docs: z.string(),
    setup: z.string(),
    permission: z.string().optional(),
    limits: z.array(z.string()),
    triedAgainst: oneOf(['service', 'server', 'emulator']),
    country: z.string().optional(),
    listsZones: z.boolean(),
    fields: z.array(field),
    capabilities,
    presets: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        website: z.string(),
        families: z.array(z.string()),
      }),
    ),
  }),
);

/** What `providers` prints: all of them, or the one that was named. */
export const providersOutput = z.union([
  z.object({ ok: z.literal(true), providers: z.array(provider) }),
  z.object({ ok: z.literal(true), provider }),
]);
