import * as z from 'zod';
import { logLevels } from './forms.ts';
import type { RequestName, Requests } from './ipc.ts';
import { languages } from './language.ts';
import { systemPlaces } from './place.ts';
import { noticeEvents } from './preferences.ts';
import { releaseActions, releaseChannels } from './release.ts';

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
  releases: z.boolean(),
  releaseChannel: z.enum(releaseChannels),
});

const longestDraft = 2 ** 19;
const mostNames = 500;
const mostFields = 100;

const id = z.string().max(256);
const shortText = z.string().max(1024);
/** Of many lines. */
const longText = z.string().max(16 * 1024);
const ids = z.array(z.string().max(512)).max(2000);

const entered = z.union([z.string().max(longestSecret), z.strictObject({ keep: z.literal(true) })]);

const account = z.strictObject({
  id,
  service: id,
  values: z.record(id, entered).refine((values) => Object.keys(values).length <= mostFields),
});

const recordEntry = z.strictObject({
  names: z.array(shortText).max(mostNames),
  account: id,
  types: z.array(z.enum(['A', 'AAAA'])).nullable(),
  ttl: shortText.nullable(),
  proxied: z.boolean().nullable(),
  zone: shortText.nullable(),
  host: shortText.nullable(),
  prefix: shortText.nullable(),
});

const recordPlace = z.strictObject({
  entry: z.number().int().min(0),
  name: shortText,
  account: id,
});

const sources = z.union([
  z.literal('default'),
  z.literal('off'),
  z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('builtIn'), id }),
        z.strictObject({ kind: z.literal('url'), url: z.string().max(2048) }),
        z.strictObject({ kind: z.literal('interface'), name: shortText }),
        z.strictObject({ kind: z.literal('command'), command: z.string().max(8192) }),
      ]),
    )
    .max(mostFields),
]);

const servers = z.array(shortText).max(mostFields).nullable();

const watching = z.strictObject({
  interval: shortText.nullable(),
  timeout: shortText.nullable(),
  sources: z.strictObject({ ipv4: sources, ipv6: sources }),
  resolvers: servers,
  publicResolvers: servers,
  networks: z.strictObject({
    approved: longText.nullable(),
    ignore: longText.nullable(),
    bind: shortText.nullable(),
    tunnels: z.literal('true').nullable(),
  }),
});

const general = z.strictObject({
  logLevel: z.enum(logLevels),
  proxy: z.string().max(2048).nullable(),
  api: z.strictObject({ listen: entered, token: entered }).partial().nullable(),
});

const edit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), isNew: z.boolean(), account }),
  z.strictObject({ kind: z.literal('removeAccount'), id }),
  z.strictObject({ kind: z.literal('channel'), isNew: z.boolean(), channel: account }),
  z.strictObject({ kind: z.literal('removeChannel'), id }),
  z.strictObject({ kind: z.literal('addRecords'), records: recordEntry }),
  z.strictObject({ kind: z.literal('record'), was: recordPlace, record: recordEntry }),
  z.strictObject({
    kind: z.literal('removeRecords'),
    places: z.array(recordPlace).max(mostNames),
  }),
  z.strictObject({ kind: z.literal('watching'), watching }),
  z.strictObject({ kind: z.literal('general'), general }),
  z.strictObject({
    kind: z.literal('setup'),
    account,
    isNew: z.boolean(),
    records: recordEntry,
  }),
]);

/** What each request's argument must look like. */
export const requestSchemas = {
  snapshot: nothing,
  history: z.strictObject({ language: z.enum(languages) }),
  place: nothing,
  check: z.strictObject({ force: z.boolean(), records: ids.nullable() }),
  verify: z.strictObject({ records: ids.nullable() }),
  doctor: z.strictObject({ on: z.boolean(), language: z.enum(languages) }),
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
  settingsForm: nothing,
  services: z.strictObject({ language: z.enum(languages) }),
  serviceForm: z.strictObject({ service: id, language: z.enum(languages) }),
  channels: z.strictObject({ language: z.enum(languages) }),
  apiForm: z.strictObject({ language: z.enum(languages) }),
  channelForm: z.strictObject({ channel: id, language: z.enum(languages) }),
  watchingChoices: z.strictObject({ language: z.enum(languages) }),
  checkEdit: z.strictObject({ edit }),
  saveEdit: z.strictObject({ edit }),
  testAccount: z.strictObject({ account, isNew: z.boolean() }),
  testChannel: z.strictObject({ channel: account, isNew: z.boolean() }),
  listRecords: z.strictObject({ account, isNew: z.boolean(), zone: shortText }),
  preview: z.strictObject({ edit }),
  keepDraft: z.strictObject({ draft: z.string().max(longestDraft).nullable() }),
  draft: nothing,
  exportSettings: z.strictObject({ passphrase: newPassphrase.nullable() }),
  openImport: nothing,
  unsealImport: z.strictObject({ id: importId, passphrase }),
  confirmImport: z.strictObject({ id: importId }),
  savePreferences: preferences,
  setLoginStart: z.strictObject({ on: z.boolean() }),
  openLog: nothing,
  openLogFolder: nothing,
  watchLog: z.strictObject({ on: z.boolean() }),
  saveDiagnostics: z.strictObject({ hideNames: z.boolean() }),
  copyText: z.strictObject({ text: z.string().max(longestText) }),
  testNotification: nothing,
  openSystem: z.strictObject({ place: z.enum(systemPlaces) }),
  openSignIn: nothing,
  release: z.strictObject({ action: z.enum(releaseActions) }),
  licences: nothing,
  openLink: z.strictObject({ link: z.string().max(2048) }),
} as const satisfies {
  readonly [Name in RequestName]: z.ZodType<Requests[Name]['argument']>;
};

/** For what is kept on the disk too. */
export const preferencesSchema = preferences;
