import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import {
  beats,
  launchWith,
  openText,
  patience,
  storySettings,
  storyTime,
  toastTitles,
  turnTo,
} from '../support/desktop-steps.ts';
import { ask, homes, openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';

const records = (...names: readonly string[]) =>
  names.map((name) => `{ name: ${name}, account: web, types: [A] }`);

describeDesktop('settings saved in the window', () => {
  it('are followed at once; with a mistake nothing changes', storyTime, async () => {
    const world = await openDesktopWorld();
    const parts = { interval: '1h', records: records(webHost) };
    const app = await launchWith(world, storySettings(world, parts), {
      speed: 20,
      args: ['--hidden'],
    });
    await trayShows(app, /^upToDate/);
    expect(world.held(webHost)).toBe(homes[0]);

    await app.clickMenu('Settings…');
    const page = await app.waitForWindow();
    const text = await openText(page);
    await expect.poll(() => text.inputValue(), patience).toContain(webHost);
    const kept = await text.inputValue();
    expect(kept).toContain('secret:');
    const save = page.getByRole('button', { name: 'Save', exact: true });

    const added = kept.replace(
      /^records:\n/m,
      'records:\n  - { name: new.example.com, account: web, types: [A] }\n',
    );
    expect(added).not.toBe(kept);
    await text.fill(added);
    await save.click();
    await page.getByText('Saved. The records are checked').waitFor();
    await expect.poll(() => world.held('new.example.com'), patience).toBe(homes[0]);
    await expect
      .poll(() => toastTitles(app), patience)
      .toEqual([`Address written: ${homes[0]}`, `Address written: ${homes[0]}`]);
    await turnTo(page, 'Status');
    await page.getByText('new.example.com').first().waitFor();

    await openText(page);
    const file = path.join(world.data, 'settings.json');
    const before = readFileSync(file, 'utf8');
    const requests = world.requests();
    const asked = world.asked();
    const good = await text.inputValue();
    const [head = ''] = good.split('new.example.com');
    await text.fill(good.replace('new.example.com', 'not_a_name!'));
    await save.click();
    const alert = page.getByText('There is a problem, so nothing was changed:');
    await alert.waitFor();
    const lines = head.split('\n');
    const line = lines.length;
    const column = (lines.at(-1)?.length ?? 0) + 1;
    const place = page.getByText(`Line ${line}, column ${column}`);
    await place.waitFor();
    await page.getByText('records[0].name').waitFor();
    expect(readFileSync(file, 'utf8')).toBe(before);

    // The mistake is still in the editor, and what is in force goes on.
    expect(await text.inputValue()).toContain('not_a_name!');
    await beats(app, 4);
    expect([world.requests(), world.asked()]).toEqual([requests, asked]);
    await trayShows(app, /^upToDate/);
    world.address = homes[1];
    await app.clickMenu('Update now');
    await expect.poll(() => world.held('new.example.com'), patience).toBe(homes[1]);
    expect(world.held(webHost)).toBe(homes[1]);
    expect(await app.pageConsole()).toEqual([]);
  });

  it.each([
    ['a field that it does not know', 'records: []\nrecrods: []', [[2, 1, 'recrods']]],
    ['a text that is no YAML', 'records: [', [[1, 11, '']]],
    [
      'an account that is not there',
      'records:\n  - { name: a.example.com, account: none, types: [A] }',
      [[2, 37, 'records[0].account']],
    ],
  ])('%s is refused with its place', storyTime, async (_, wrong, places) => {
    const world = await openDesktopWorld();
    const app = await world.launch({ args: ['--hidden'] });
    const reply = await ask(app, 'saveSettings', { text: `version: 1\n${wrong}` });
    if (!reply.ok || reply.value.saved) throw new Error('it was saved');
    const found = reply.value.problems.map(({ line, column, field }) => [line - 1, column, field]);
    expect(found).toEqual(places);
    for (const { message } of reply.value.problems) expect(message).toMatch(/^[A-Z“].+[.?]$/);
    const after = await ask(app, 'settingsText', null);
    expect(after.ok && after.value.text).not.toContain('recrods');
  });
});
