import { describe, expect, it } from 'vitest';
import { fakeBox } from '../support/fake-box.ts';
import { providers } from '../support/registered.ts';
import { computer } from '../support/session-world.ts';

const conf = `daemon=300
mail=root
protocol=cloudflare, password=top-secret-token, zone=example.com home.example.com
protocol=googledomains, login=x, password=top-secret-gone old.example.com
usev4=cmdv4, cmdv4=my-address, protocol=noip, login=joe, password=top-secret-noip x.ddns.net
`;

async function opened(text = conf) {
  const here = computer(fakeBox(), providers);
  const session = await here.start();
  const preview = await session.openImport('ddclient.conf', text);
  return { here, session, preview };
}

describe('a file of another program', () => {
  it('is shown like one of ours, and tells what it loses', async () => {
    const { here, session, preview } = await opened();
    expect(preview).toMatchObject({
      file: 'ddclient.conf',
      needsPassphrase: false,
      accounts: ['cloudflare', 'noip'],
      records: ['home.example.com A', 'x.ddns.net A'],
      missing: [],
      problems: [],
    });
    expect(session.foreignImport(preview.id)).toEqual({
      peer: 'ddclient',
      records: 2,
      losses: [
        expect.stringMatching(/^Line 2, mail: Not taken over\. .*add a channel: email/),
        'Line 4, protocol: Google Domains has closed. Move the name to another service.',
        'Line 4, old.example.com: Not taken over: its account could not be.',
        'Line 5, cmdv4: The command is taken over. It has to print the address and nothing else, and runs in the shell of the system.',
        'Line 5, usev4: All names of a family share one way to learn the address here: that of line 3.',
      ],
    });
    expect(session.current.settings?.records).toEqual([]);
    here.language = 'zh-CN';
    expect(session.foreignImport(preview.id)?.losses[0]).toMatch(/^第 2 行，mail：/);
  });

  it('goes into the settings when confirmed, its secrets encrypted', async () => {
    const { here, session, preview } = await opened();
    expect(session.current.secretTexts).toContain('top-secret-noip');
    expect(await session.confirmImport(preview.id)).toEqual({ saved: true });
    const accounts = session.current.settings?.accounts;
    expect(accounts?.cloudflare?.fields).toEqual({ token: 'top-secret-token' });
    expect(session.text()).toContain('token: { secret: cloudflare/token }');
    expect(JSON.stringify(here.disk)).not.toContain('top-secret');
  });

  it('changes nothing until then, and is forgotten', async () => {
    const { session, preview } = await opened();
    await session.forgetImport();
    expect(() => session.foreignImport(preview.id)).toThrow('no longer open');
    expect(session.current.secretTexts).toEqual([]);
  });

  it('asks before its commands are taken', async () => {
    const text =
      "usev4=cmdv4, cmdv4='my-address', protocol=noip, login=j, password=pw-pw-pw x.ddns.net\n";
    const { here, session, preview } = await opened(text);
    expect(preview.powers.runs).toEqual(['my-address']);
    here.agrees.mockResolvedValue(false);
    await expect(session.confirmImport(preview.id)).rejects.toThrow('Nothing was saved');
    expect(here.disk).toBeUndefined();
  });

  it('is none where it is ours', async () => {
    const { session, preview } = await opened('version: 1\n');
    expect(session.foreignImport(preview.id)).toBeUndefined();
  });
});
