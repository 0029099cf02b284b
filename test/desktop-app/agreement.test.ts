import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { ask, openDesktopWorld, trayShows } from '../support/desktop-world.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const { desktop, document } = catalogue('en');
const { powers } = desktop.dialogs;

describeDesktop('what a page asks to have run', () => {
  it('runs only once the user agreed in a dialog of the system', async () => {
    const world = await openDesktopWorld();
    const app = await world.launchSetUp({}, { platform: process.platform });
    await trayShows(app, /^upToDate/);
    expect(await app.dialogs()).toEqual([]);
    const mark = path.join(temporaryFolder(), 'it-ran');
    const command = `node -e "require('fs').writeFileSync('${mark.replaceAll('\\', '/')}','')"`;
    const text = world
      .settings()
      .replace(
        /sources:.*/,
        `sources: { ipv4: { command: ${JSON.stringify(command)} }, ipv6: off }`,
      );

    await app.answerDialog({ message: 1 });
    const declined = { ok: false, message: document.declined };
    expect(await ask(app, 'saveSettings', { text })).toEqual(declined);
    const [shown] = await app.dialogs();
    expect(shown).toMatchObject({
      message: powers.question,
      buttons: [powers.allow, powers.refuse],
    });
    expect(shown?.detail).toContain(command);
    const before = await ask(app, 'settingsText', null);
    expect(before.ok && before.value.text).not.toContain('command');
    expect(existsSync(mark)).toBe(false);

    await app.answerDialog({ message: 0 });
    expect(await ask(app, 'saveSettings', { text })).toEqual({ ok: true, value: { saved: true } });
    await expect.poll(() => existsSync(mark), { timeout: 20_000 }).toBe(true);
  });
});
