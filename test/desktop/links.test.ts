import { beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { knownPages, openLink } from '../../electron/desktop/links.ts';
import { UserError } from '../../electron/desktop/user-error.ts';

const electron = vi.hoisted(() => ({ opened: [] as string[], fails: false }));
vi.mock('electron', () => ({
  shell: {
    openExternal: async (url: string) => {
      if (electron.fails) throw new Error('no handler: C:\\secret');
      electron.opened.push(url);
    },
  },
}));

const pages = knownPages([
  'https://www.example.com/',
  'https://dash.example.org/a/b?c=d#e',
  'http://plain.example.net/',
  'nonsense',
]);
const texts = catalogue('en').desktop.link;

beforeEach(() => {
  electron.opened = [];
  electron.fails = false;
});

describe('a link', () => {
  it('may lead to known pages', () => {
    expect([...pages]).toEqual(['https://www.example.com/', 'https://dash.example.org/a/b?c=d#e']);
  });

  it.each([
    ['https://www.example.com/', 'https://www.example.com/'],
    ['https://dash.example.org/a/b?c=d#e', 'https://dash.example.org/a/b?c=d#e'],
    ['HTTPS://WWW.EXAMPLE.COM', 'https://www.example.com/'],
    ['https://www.example.com:443/', 'https://www.example.com/'],
  ])('%s is opened', async (link, expected) => {
    await openLink(link, pages, 'en');
    expect(electron.opened).toEqual([expected]);
  });

  it.each([
    '',
    'https://www.example.com/other',
    'https://www.example.com/?secret',
    'https://www.example.com/#secret',
    'https://dash.example.org/',
    'www.example.com',
    '//www.example.com/',
    'http://www.example.com/',
    'http://plain.example.net/',
    'https://plain.example.net/',
    'file:///C:/Windows/System32/calc.exe',
    'file://www.example.com/share/evil.exe',
    '\\\\www.example.com\\share',
    'C:\\Windows\\System32\\calc.exe',
    'smb://www.example.com/share',
    'ms-msdt:/id PCWDiagnostic',
    'search-ms:query=x&crumb=location:\\\\www.example.com',
    'javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:1',
    'app://settings/',
    'blob:https://www.example.com/1',
    'view-source:https://www.example.com/',
    'https://user@www.example.com/',
    'https://user:secret@www.example.com/',
    'https://www.example.com@evil.test/',
    'https://www.example.com%40evil.test/',
    'https://www.example.com.evil.test/',
    'https://evil.test/www.example.com',
    'https://evil.test#@www.example.com',
    'https://evil.test\\@www.example.com/',
    'https://www.example.com\\@evil.test/',
    'https://example.com/',
    'https://www.example.com./',
    'https://www.example.com:8443/',
    'https://www.exаmple.com/',
    'https://ｗｗｗ.evil.test/',
    'https://www.example.com/\r\nSet-Cookie: a=b',
    'https://www.exam\tple.com/',
    ' https://www.example.com/',
    'https://www.example.com/ --evil',
    'https://www.example.com/\0',
    'https://www.example.com/\u202egpj.exe',
    'https://[::1]/',
    'https://127.0.0.1/',
    'https:www.evil.test/',
  ])('%j is refused', async (link) => {
    await expect(openLink(link, pages, 'en')).rejects.toThrow(new UserError(texts.refused));
    expect(electron.opened).toEqual([]);
  });

  it('is told to the user where no browser opens', async () => {
    electron.fails = true;
    const link = 'https://www.example.com/';
    await expect(openLink(link, pages, 'en')).rejects.toThrow(new UserError(texts.noBrowser(link)));
  });
});
