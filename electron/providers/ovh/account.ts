import * as z from 'zod';
import { idField, tokenField } from '../api/account-fields.ts';

/** The three platforms, whose accounts and keys have nothing to do with each other. */
export const ovhHosts = {
  eu: 'eu.api.ovh.com',
  ca: 'ca.api.ovh.com',
  us: 'api.us.ovhcloud.com',
} as const;

/** The three keys as the token page of a region hands them out together. */
export const ovhAccount = z.object({
  region: z
    .enum(['eu', 'ca', 'us'])
    .default('eu')
    .meta({
      label: { en: 'Region', 'zh-CN': '地区' },
      choices: {
        eu: { en: 'Europe', 'zh-CN': '欧洲' },
        ca: { en: 'Canada and the rest of the world', 'zh-CN': '加拿大及其他地区' },
        us: { en: 'USA', 'zh-CN': '美国' },
      },
      help: {
        en: 'Where your OVHcloud account is: Europe (eu), Canada and the rest of the world (ca), or the USA (us).',
        'zh-CN': 'OVHcloud 账户所在地：欧洲（eu）、加拿大及其他地区（ca）或美国（us）。',
      },
    }),
  applicationKey: idField({ label: { en: 'Application key', 'zh-CN': 'Application key' } }),
  applicationSecret: tokenField({
    label: { en: 'Application secret', 'zh-CN': 'Application secret' },
  }),
  consumerKey: tokenField({ label: { en: 'Consumer key', 'zh-CN': 'Consumer key' } }),
});

export type OvhAccount = z.infer<typeof ovhAccount>;
