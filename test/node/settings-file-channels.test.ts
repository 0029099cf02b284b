import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownersOf } from '../../electron/core/document/owners.ts';
import { sealPlaces } from '../../electron/core/document/seal-place.ts';
import { createShelf } from '../../electron/core/shelf.ts';
import { createSealer } from '../../electron/node/seal.ts';
import {
  fileProblemLine,
  readSettingsFile,
  type SettingsFileWorld,
} from '../../electron/node/settings-file.ts';
import { testChannels, testProviders, testSources } from '../support/settings-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const good = `version: 1
accounts:
  home:
    provider: strong
    token: abcdef
records:
  - name: home.example.com
    account: home
channels:
  phone:
    channel: loud
    key: { env: KEY }
    events: [changed]
    quietHours: 22:00-07:00
api:
  listen: 8053
  token: { file: api-token }
`;

function writeFile(text: string): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'api-token'), 'a-token-of-26-characters-a\n');
  writeFileSync(path.join(folder, 'settings.yml'), text);
  return path.join(folder, 'settings.yml');
}

function read(text: string, more: Partial<SettingsFileWorld> = {}) {
  return readSettingsFile(writeFile(text), {
    providers: testProviders,
    channels: testChannels,
    sources: testSources,
    env: { KEY: 'from-the-environment' },
    fingerprint: (mark) => mark,
    ...more,
  });
}

async function lines(text: string, language: 'en' | 'zh-CN'): Promise<readonly string[]> {
  const result = await read(text);
  const problems = result.ok ? [] : result.problems;
  return problems.map((each) => fileProblemLine({ ...each, file: 'settings.yml' }, language));
}

describe('a settings file with channels and the local interface', () => {
  it('is read, with the secrets of both', async () => {
    const result = await read(good);
    expect(result).toMatchObject({
      ok: true,
      settings: {
        channels: {
          phone: {
            fields: { key: 'from-the-environment' },
            events: ['changed'],
            quietHours: { from: '22:00', to: '07:00' },
          },
        },
        api: { host: '127.0.0.1', port: 8053, token: 'a-token-of-26-characters-a' },
      },
    });
    const secrets = ['from-the-environment', 'a-token-of-26-characters-a'];
    expect(result.ok && result.secrets).toEqual(expect.arrayContaining(secrets));
  });

  it.each([
    [
      'channel: loud',
      'channel: lowd',
      'settings.yml:11:14: channels.phone.channel: There is no channel “lowd”. Did you mean “loud”?',
      'settings.yml:11:14: channels.phone.channel：没有名为“lowd”的通知渠道。是否想写“loud”？',
    ],
    [
      'events: [changed]',
      'event: [changed]',
      'settings.yml:13:5: channels.phone.event: There is no key “event” here. Did you mean “events”?',
      'settings.yml:13:5: channels.phone.event：这里没有名为“event”的键。是否想写“events”？',
    ],
    [
      '22:00-07:00',
      '22:00',
      'settings.yml:14:17: channels.phone.quietHours: “22:00” is not a span of hours. Write two different times of day, such as "22:00-07:00".',
      'settings.yml:14:17: channels.phone.quietHours：“22:00”不是有效的时段。请写两个不同的时刻，例如 "22:00-07:00"。',
    ],
    [
      'listen: 8053',
      'listen: 0.0.0.0:8053',
      'settings.yml:16:11: api.listen: “0.0.0.0:8053” is an address that other computers may reach, and the local interface is for this computer alone: what it is told travels unencrypted. Write "127.0.0.1:8053" or "[::1]:8053".',
      'settings.yml:16:11: api.listen：其他电脑可能访问到“0.0.0.0:8053”，而本地接口只供本机使用：其内容以明文传输。请写 "127.0.0.1:8053" 或 "[::1]:8053"。',
    ],
  ])('has a problem at its line: %s → %s', async (from, to, en, zh) => {
    expect(await lines(good.replace(from, to), 'en')).toEqual([en]);
    expect(await lines(good.replace(from, to), 'zh-CN')).toEqual([zh]);
  });
});

describe('the kinds of channels', () => {
  const shelf = () => {
    const asked: (readonly string[])[] = [];
    const ids = testChannels.map(({ id }) => id);
    const made = createShelf(ids, async (wanted) => {
      asked.push(wanted);
      return testChannels.filter(({ id }) => wanted.includes(id));
    });
    return { asked, world: { channels: made.items, needChannels: made.need } };
  };

  it('are loaded where the file names them', async () => {
    const { asked, world } = shelf();
    expect((await read(good, world)).ok).toBe(true);
    expect(asked).toEqual([['loud']]);
  });

  it('are not loaded for a file without channels', async () => {
    const { asked, world } = shelf();
    expect((await read(good.replace(/channels:[\s\S]*/, ''), world)).ok).toBe(true);
    expect(asked).toEqual([]);
  });

  it('are all proposed for one that there is none of', async () => {
    const { world } = shelf();
    const result = await read(good.replace('channel: loud', 'channel: pigeon'), world);
    expect(result.ok ? [] : result.problems.map(({ problem }) => problem)).toMatchObject([
      { kind: 'unknownChannel', known: ['loud', 'quiet'] },
    ]);
  });
});

describe('a sealed secret of a channel', () => {
  const passphrase = 'correct horse';
  const env = { DDNS_TRAY_PASSPHRASE: passphrase };

  async function sealedIn(channel: object): Promise<string> {
    const kinds = { providers: testProviders, channels: testChannels };
    const document = { version: 1, channels: { phone: channel } };
    const [owner] = ownersOf(document, kinds);
    if (owner === undefined) throw new Error('no channel');
    const place = sealPlaces(document, kinds)({ owner, path: ['key'] });
    return (await createSealer().sealWith(passphrase))('ring-ring-1', place);
  }

  const withKey = (sealed: string, more = '') =>
    good
      .replace('key: { env: KEY }', `key: { sealed: ${sealed} }${more}`)
      .replace('phone:', 'phone: # its account has the same name')
      .replaceAll(/\bhome(?!\.)/g, 'phone');

  it('opens with the passphrase, whatever it is told of', async () => {
    const sealed = await sealedIn({ channel: 'loud', key: { sealed: '' }, events: ['changed'] });
    expect(await read(withKey(sealed), { env })).toMatchObject({
      ok: true,
      settings: { channels: { phone: { fields: { key: 'ring-ring-1' } } } },
    });
  });

  it('stays closed where the channel leads elsewhere', async () => {
    const sealed = await sealedIn({ channel: 'loud', key: { sealed: '' } });
    const result = await read(withKey(sealed, '\n    server: https://evil.example'), { env });
    expect(result.ok ? [] : result.problems).toMatchObject([
      { path: ['channels', 'phone', 'key', 'sealed'] },
    ]);
  });
});
