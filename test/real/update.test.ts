import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as yaml from 'yaml';
import { type Bind, type BindKey, dig, startBind } from '../support/bind.ts';
import { runCli } from '../support/cli.ts';
import { type PowerdnsServer, powerdnsBinaries, startPowerdns } from '../support/powerdns.ts';
import { describeReal } from '../support/real.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ipv4 = '81.2.69.142';
const ipv6 = '2a02:8071:1:2::7';
const key: BindKey = { name: 'laptop', algorithm: 'hmac-sha512', secret: 'bGFwdG9wIHNlY3JldA==' };

describeReal(
  'ddns-tray update, with a real bind9 and a real PowerDNS',
  ['named', ...powerdnsBinaries],
  () => {
    let bind: Bind;
    let powerdns: PowerdnsServer;
    let folder: string;
    let accounts: Record<string, Record<string, unknown>>;

    beforeAll(async () => {
      const policy = [`grant ${key.name} name home.bind.test. A AAAA;`];
      bind = await startBind(
        [{ name: 'bind.test', policy, records: ['home 77 TXT "a neighbour"'] }],
        [key],
      );
      powerdns = await startPowerdns();
      await powerdns.addZone('pdns.test.');
    });
    afterAll(async () => {
      await bind?.stop();
      await powerdns?.close();
    });
    beforeEach(() => {
      folder = temporaryFolder();
      const { url, apiKey } = powerdns;
      accounts = {
        bind: {
          provider: 'rfc2136',
          server: '127.0.0.1',
          port: bind.port,
          keyName: key.name,
          algorithm: key.algorithm,
          secret: key.secret,
        },
        pdns: { provider: 'powerdns', url, apiKey },
      };
    });

    async function update(names: readonly string[] = ['home.bind.test', 'home.pdns.test']) {
      const file = join(folder, 'ddns.yaml');
      const records = names.map((name) => ({
        name,
        account: name.includes('bind') ? 'bind' : 'pdns',
      }));
      const sources = {
        ipv4: { command: `echo ${ipv4}` },
        ipv6: { command: `echo ${ipv6}` },
      };
      const verify = { resolvers: [`127.0.0.1:${bind.port}`], publicResolvers: [] };
      const settings = { version: 1, timeout: '2s', sources, accounts, records, verify };
      writeFileSync(file, yaml.stringify(settings));
      const args = ['update', '-c', file, '--state', join(folder, 'state'), '--lang', 'en'];
      const ran = await runCli(args);
      const lines = ran.stdout.split('\n');
      /** How each record of that name stands, and how that is known. */
      const rows = (name: string) =>
        lines
          .filter((line) => line.startsWith(`${name}\t`))
          .map((line) => line.split('\t').slice(3, 5).join(': '));
      const sentence = (name: string) =>
        lines.find((line) => line.startsWith(`${name} A and ${name} AAAA: `)) ?? '';
      return { status: ran.status, rows, sentence, whole: ran.stdout + ran.stderr };
    }

    const arrived = async (name: string, port: number) => [
      ...(await dig(port, '+short', name, 'A')),
      ...(await dig(port, '+short', name, 'AAAA')),
    ];

    it('brings A and AAAA to both, as dig shows', async () => {
      const { status, rows } = await update();
      expect(await arrived('home.bind.test', bind.port)).toEqual([ipv4, ipv6]);
      expect(await arrived('home.pdns.test', powerdns.dnsPort)).toEqual([ipv4, ipv6]);
      expect(await dig(bind.port, '+short', 'home.bind.test', 'TXT')).toEqual(['"a neighbour"']);
      const known = "created: the zone's name servers answer with it";
      expect(rows('home.bind.test')).toEqual([known, known]);
      expect(status).toBe(0);
    });

    const wrongs: readonly (readonly [string, () => readonly string[], string, string, RegExp])[] =
      [
        [
          'a wrong TSIG secret',
          () => {
            accounts.bind = { ...accounts.bind, secret: 'd3Jvbmc=' };
            return ['home.bind.test', 'two.pdns.test'];
          },
          'home.bind.test',
          'two.pdns.test',
          /refused the credentials of the account “bind”: .*the secret differs/,
        ],
        [
          'an unknown TSIG key',
          () => {
            accounts.bind = { ...accounts.bind, keyName: 'stranger' };
            return ['home.bind.test', 'three.pdns.test'];
          },
          'home.bind.test',
          'three.pdns.test',
          /refused the credentials of the account “bind”: .*does not know the key stranger/,
        ],
        [
          'a name outside the update policy',
          () => ['other.bind.test', 'home.bind.test'],
          'other.bind.test',
          'home.bind.test',
          /does not let the key laptop change other\.bind\.test/,
        ],
        [
          'a wrong API key',
          () => {
            accounts.pdns = { ...accounts.pdns, apiKey: 'not-the-key' };
            return ['four.pdns.test', 'home.bind.test'];
          },
          'four.pdns.test',
          'home.bind.test',
          /refused the credentials of the account “pdns” .*Unauthorized/,
        ],
        [
          'a server that is stopped',
          () => {
            accounts.pdns = { ...accounts.pdns, url: 'http://127.0.0.1:9' };
            return ['five.pdns.test', 'home.bind.test'];
          },
          'five.pdns.test',
          'home.bind.test',
          /could not be reached/,
        ],
      ];

    it.each(wrongs)(
      'says what is wrong with %s, and still brings the other records',
      async (_, prepare, failing, arriving, why) => {
        const { status, rows, sentence, whole } = await update(prepare());
        expect(sentence(failing)).toMatch(why);
        expect(rows(failing)).toEqual(['not up to date: ', 'not up to date: ']);
        const port = arriving.includes('bind') ? bind.port : powerdns.dnsPort;
        expect(await arrived(arriving, port)).toEqual([ipv4, ipv6]);
        for (const row of rows(arriving)) expect(row).toMatch(/^(?:created|updated|up to date): ./);
        expect(status).toBe(1);
        for (const secret of [key.secret, 'd3Jvbmc=', 'not-the-key', powerdns.apiKey]) {
          expect(whole).not.toContain(secret);
        }
      },
    );
  },
);
