import * as z from 'zod';
import type { RequestName, Requests } from './channels.ts';
import { languages } from './language.ts';
import { noticeEvents } from './preferences.ts';

const nothing = z.null();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const passphrase = z.string().min(1).max(1024);
/** The window asks for as many. */
const newPassphrase = passphrase.min(8);
const importId = z.string().max(64);

/** Letters that a settings text may have: as many as a settings file may have bytes. */
const longestText = 2 ** 20;
const longestSecret = 64 * 1024;

const preferences = z.strictObject({
  language: z.enum(['system', ...languages]),
  theme: z.enum(['system', 'light', 'dark']),
  notifications: z.record(z.enum(noticeEvents), z.boolean()),
  quietHours: z.strictObject({ from: time, to: time }).nullable(),
});

/** What each request's argument must look like. */
export const requestSchemas = {
  snapshot: nothing,
  page: nothing,
  check: z.strictObject({ force: z.boolean() }),
  pause: z.strictObject({
    minutes: z
      .number()
      .int()
      .min(1)
      .max(7 * 24 * 60)
      .nullable(),
  }),
  unpause: nothing,
  copyAddress: z.strictObject({ family: z.enum(['ipv4', 'ipv6']) }),
  settingsText: nothing,
  saveSettings: z.strictObject({ text: z.string().max(longestText) }),
  enterSecrets: z.strictObject({
    account: z.string().max(64),
    secrets: z.record(z.string().max(256), z.string().min(1).max(longestSecret)),
  }),
  exportSettings: z.strictObject({ passphrase: newPassphrase.nullable() }),
  openImport: nothing,
  unsealImport: z.strictObject({ id: importId, passphrase }),
  confirmImport: z.strictObject({ id: importId }),
  savePreferences: preferences,
  setLoginStart: z.strictObject({ on: z.boolean() }),
  openLog: nothing,
  openLink: z.strictObject({ link: z.string().max(2048) }),
} as const satisfies {
  readonly [Name in RequestName]: z.ZodType<Requests[Name]['argument']>;
};

/** For what is kept on the disk too. */
export const preferencesSchema = preferences;
