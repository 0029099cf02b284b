import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import type { RequestName, Requests } from '../../electron/contract/ipc.ts';
import { accountEntry } from '../support/account-entry.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import type { DesktopApp } from '../support/desktop/launch.ts';
import { calmSettings } from '../support/desktop-calm.ts';
import { findSecrets, secretForms } from '../support/desktop-secrets.ts';
import {
  ask,
  filesBelow,
  homes,
  openDesktopWorld,
  plantedSecrets,
  snapshotOf,
} from '../support/desktop-world.ts';
import { startServer } from '../support/echo-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const timeout = 20_000;
const { tooMany } = catalogue('en').desktop.request;
const secrets = { ...plantedSecrets, passphrase: 'correct horse&battery "staple"' };
const noise = 'the quick brown fox, c29tZXRoaW5n 0123456789abcdef %41%42 \\u0041\n';

/** A text over lines of 20 letters, as mail programs and YAML writers break it. */
function wrapped(text: string, lineBreak: string): string {
  return text.match(/.{1,20}/gs)?.join(lineBreak) ?? '';
}

describe('the search for secrets', () => {
  const forms = Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(secretForms(secret)).map(([form, bytes]) => ({ name, form, bytes })),
  );

  it.each(forms)('finds the $name $form', ({ name, form, bytes }) => {
    const found = findSecrets(
      Buffer.concat([Buffer.from(noise), bytes, Buffer.from(noise)]),
      secrets,
    );
    expect(found).toContain(`${name} ${form}`);
  });

  it.each(['\n', '\r\n', '\n  ', '=\r\n', '\\n', '\\r\\n'])(
    'finds them over lines: %j',
    (lineBreak) => {
      for (const [name, secret] of Object.entries(secrets)) {
        for (const text of [
          secret,
          encodeURIComponent(secret),
          Buffer.from(secret).toString('hex'),
        ]) {
          const found = findSecrets(`${noise}${wrapped(text, lineBreak)}${noise}`, secrets);
          expect(found.join()).toContain(name);
        }
      }
    },
  );

  it.each([0, 1, 2])('finds them in the base64 of something larger, %i bytes later', (before) => {
    for (const [name, secret] of Object.entries(secrets)) {
      const text = Buffer.from(`${'u'.repeat(before)}${secret}:tail`).toString('base64');
      expect(findSecrets(noise + text + noise, secrets).join()).toContain(name);
      expect(findSecrets(wrapped(text, '\r\n'), secrets).join()).toContain(name);
    }
  });

  it('finds nothing where nothing is', () => {
    expect(findSecrets(noise.repeat(100), secrets)).toEqual([]);
    expect(findSecrets(Buffer.alloc(10_000), secrets)).toEqual([]);
  });
});

/** How a hostile service answers: with all that it was told. */
const answers = {
  unauthorized: { status: 401, type: 'application/json' },
  broken: { status: 503, type: 'text/plain' },
  page: { status: 200, type: 'text/html' },
  badauth: { status: 200, type: 'text/plain' },
  redirect: { status: 302, type: 'text/plain' },
} as const;

/** A service for both accounts that gives every secret back, in many forms. */
async function hostileServer(answer: keyof typeof answers) {
  const all = Object.values(plantedSecrets).flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
  ]);
  const server = await startServer((request, response, body) => {
    const echo = JSON.stringify({ url: request.url, headers: request.headers, body, all });
    const { status, type } = answers[answer];
    response.writeHead(status, {
      'content-type': type,
      'set-cookie': `session=${encodeURIComponent(plantedSecrets.password)}`,
      'x-echo': encodeURIComponent(echo).slice(0, 4000),
      ...(status === 302
        ? { location: `/again?${encodeURIComponent(plantedSecrets.apiKey)}` }
        : {}),
    });
    if (type === 'text/html') response.end(`<title>${plantedSecrets.apiKey}</title>${echo}`);
    else if (answer === 'badauth') response.end(`badauth ${all.join(' ')}`);
    else response.end(status === 401 ? JSON.stringify({ error: echo }) : echo);
  });
  onTestFinished(() => server.close());
  return { url: server.url, asked: () => server.arrivals.length };
}

/** A script ahead of the app: SIGUSR2 throws and rejects with an error that has the secrets in it. */
function thrower(): readonly string[] {
  const file = path.join(temporaryFolder(), 'thrower.cjs');
  const text = JSON.stringify(Object.values(plantedSecrets).join(' '));
  const error = `Object.assign(new Error(${text}), { config: { auth: ${text} }, cause: new Error(${text}) })`;
  writeFileSync(
    file,
    `process.on('SIGUSR2', () => { Promise.reject(${error}); setImmediate(() => { throw ${error} }) });`,
  );
  return ['--require', file];
}

/** All that can be seen of the app from outside, gathered now and then. */
function gatherer() {
  const seen: { readonly where: string; readonly text: string }[] = [];
  const note = (where: string, value: unknown) => {
    seen.push({ where, text: typeof value === 'string' ? value : JSON.stringify(value) });
  };
  return {
    note,
    async look(app: DesktopApp, when: string): Promise<void> {
      note(`snapshot, ${when}`, await snapshotOf(app));
      note(`settings text, ${when}`, await ask(app, 'settingsText', null));
      const page = await app.waitForWindow();
      note(`page, ${when}`, await page.content());
      note(`texts, ${when}`, await page.locator('body').innerText());
      note(`tray, ${when}`, await app.tray());
      note(`notifications, ${when}`, await app.notifications());
      note(`dialogs, ${when}`, await app.dialogs());
      note(`page console, ${when}`, await app.pageConsole());
    },
    leaks: () =>
      seen.flatMap(({ where, text }) =>
        findSecrets(text, secrets).map((found) => `${where}: ${found}`),
      ),
    wheres: () => seen.map(({ where }) => where),
  };
}

function leaksBelow(folder: string): readonly string[] {
  return filesBelow(folder).flatMap(({ file, bytes }) =>
    findSecrets(bytes, secrets).map((found) => `${file}: ${found}`),
  );
}

describeDesktop('after a rich session with a hostile service', () => {
  it('no secret is in any file, reply, toast, tray, page or output', async () => {
    const world = await openDesktopWorld();
    const exported = temporaryFolder();
    const sign = gatherer();
    const settings = (url: string, host: string) =>
      calmSettings(world, {
        // Other records each time: one whose answer was not understood is left alone for minutes.
        records: ['web', 'dyn'].map(
          (each) => `{ name: ${host}-${each}.example.com, account: ${each}, types: [A] }`,
        ),
        more: 'log: { level: debug }',
      })
        .replace(/url: 'http[^']*', apiKey/, `url: '${url}', apiKey`)
        .replace(/server: '[^']*'/, `server: '${url}'`);
    const app = await world.launch({ execArgv: thrower() });
    const request = async <Name extends RequestName>(
      name: Name,
      argument: Requests[Name]['argument'],
    ) => {
      let reply = await ask(app, name, argument);
      const again = async () => {
        reply = reply.ok || reply.message !== tooMany ? reply : await ask(app, name, argument);
        return reply;
      };
      // All of this is more than people click.
      const refusal = { ok: false, message: tooMany };
      await expect.poll(again, { timeout, interval: 500 }).not.toEqual(refusal);
      sign.note(`reply to ${name}`, reply);
      return reply;
    };

    // Texts that are refused: their secrets must not come back in the problems.
    for (const text of [
      `accounts: { web: { provider: powerdns, apiKey: ${JSON.stringify(secrets.apiKey)}, more: 1 } }`,
      `accounts: { web: { provider: powerdns, apikey: ${JSON.stringify(secrets.apiKey)} } }`,
      `accounts: { dyn: { provider: dyndns2, password: [${JSON.stringify(secrets.password)}] } }`,
      `accounts: "${secrets.apiKey}`,
      `${secrets.password}: {{{`,
    ]) {
      expect(await request('saveSettings', { text })).toMatchObject({
        ok: true,
        value: { saved: false },
      });
    }

    for (const answer of Object.keys(answers) as (keyof typeof answers)[]) {
      const hostile = await hostileServer(answer);
      const saved = await request('saveSettings', { text: settings(hostile.url, answer) });
      expect(saved).toEqual({ ok: true, value: { saved: true } });
      await expect.poll(hostile.asked, { timeout }).toBeGreaterThan(1);
      await expect.poll(async () => (await snapshotOf(app)).busy, { timeout }).toBe(false);
      await sign.look(app, answer);
    }

    const files = ['open.yaml', 'sealed.yaml'].map((name) => path.join(exported, name));
    for (const [at, passphrase] of [null, secrets.passphrase].entries()) {
      await app.answerDialog({ save: files[at] ?? null });
      expect(await request('exportSettings', { passphrase })).toEqual({
        ok: true,
        value: files[at],
      });
    }
    await app.answerDialog({ open: files[1] ?? null });
    const preview = await request('openImport', null);
    const id = preview.ok ? (preview.value?.id ?? '') : '';
    await request('unsealImport', { id, passphrase: `${secrets.password} is not it` });
    await request('unsealImport', { id, passphrase: secrets.passphrase });
    expect(await request('confirmImport', { id })).toEqual({ ok: true, value: { saved: true } });
    const form = await request('settingsForm', null);
    const kept = accountEntry(form.ok ? form.value : undefined, 'dyn');
    const values = { ...kept.values, password: secrets.password };
    const edit = { kind: 'account', isNew: false, account: { ...kept, values } } as const;
    expect(await request('saveEdit', { edit })).toEqual({ ok: true, value: { saved: true } });
    await request('testAccount', { account: edit.account, isNew: false });
    await request('preview', { edit });
    await request('keepDraft', { draft: JSON.stringify(edit) });
    await request('saveEdit', {
      edit: {
        ...edit,
        account: { ...kept, values: { ...values, [secrets.apiKey]: secrets.apiKey } },
      },
    });
    await sign.look(app, 'export and import');

    world.address = homes[1];
    await request('check', { force: true, records: null });
    if (process.platform !== 'win32') {
      process.kill(app.pid, 'SIGUSR2');
      const logged = () =>
        filesBelow(path.join(world.data, 'logs'))
          .map(({ bytes }) => bytes.toString())
          .join('');
      await expect.poll(() => logged().match(/"message":"fault"/g)?.length, { timeout }).toBe(2);
      expect(logged()).toContain('[redacted]');
    }
    await sign.look(app, 'faults');
    await app.crashRenderer();
    await app.quit();
    sign.note('output', app.console());

    expect(sign.leaks()).toEqual([]);
    expect(leaksBelow(world.data)).toEqual([]);
    expect(leaksBelow(exported)).toEqual([]);

    // The searched places are those where it would be found.
    const names = filesBelow(world.data).map(({ file }) => path.basename(file));
    expect(names).toEqual(
      expect.arrayContaining(['settings.json', 'settings.previous.json', 'state.json']),
    );
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/\.log$/)]));
    const planted = path.join(world.data, 'logs', 'planted.log');
    writeFileSync(planted, `{"x":${JSON.stringify(secrets.password)}}`);
    expect(leaksBelow(world.data)).not.toEqual([]);
    rmSync(planted);
    sign.note('planted', { toast: encodeURIComponent(secrets.apiKey) });
    expect(sign.leaks()).not.toEqual([]);
  }, 60_000);
});
