import { describe, expect, it, vi } from 'vitest';
import type { WindowPlace } from '../../electron/contract/place.ts';
import type { MenuAction } from '../../electron/core/views/tray-menu.ts';
import { createActions } from '../../electron/desktop/actions.ts';
import { Application } from '../../electron/desktop/application.ts';
import { coreWorld } from '../support/core-world.ts';

function build() {
  const world = coreWorld();
  const application = new Application({
    engine: world.ports,
    settings: () => undefined,
    onScene: () => undefined,
    onNotice: () => undefined,
    onFault: () => undefined,
  });
  const places: WindowPlace[] = [];
  const installed: string[] = [];
  const faults: unknown[] = [];
  const act = createActions({
    application,
    showWindow: (place) => places.push(place),
    copy: async () => undefined,
    openLog: () => Promise.reject(new Error('no log')),
    install: () => void installed.push('now'),
    quit: () => undefined,
    onFault: (error) => faults.push(error),
  });
  return { act, application, places, installed, faults };
}

describe('an entry of the tray’s menu', () => {
  it('leads to the place that it names', () => {
    const { act, places } = build();
    const place: WindowPlace = { page: 'status', item: 'home/www.example.com/A' };
    act({ kind: 'show', place });
    act({ kind: 'show', place: { page: 'setup' } });
    expect(places).toEqual([place, { page: 'setup' }]);
  });

  it.each([
    [{ kind: 'check' }, false],
    [{ kind: 'force' }, true],
  ] satisfies (readonly [MenuAction, boolean])[])('checks all records: %o', (action, force) => {
    const { act, application } = build();
    const check = vi.spyOn(application, 'check');
    act(action);
    expect(check.mock.calls).toEqual([[force]]);
  });

  it('installs the new version', () => {
    const { act, installed } = build();
    act({ kind: 'install' });
    expect(installed).toEqual(['now']);
  });

  it('that fails is noted', async () => {
    const { act, faults } = build();
    act({ kind: 'log' });
    await vi.waitFor(() => expect(faults).toEqual([new Error('no log')]));
  });
});
