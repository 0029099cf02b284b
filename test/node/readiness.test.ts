import { describe, expect, it } from 'vitest';
import { createReadiness } from '../../electron/node/readiness.ts';

/** A manager that reads one message at a time, when it is told to. */
function slowManager() {
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  return {
    told,
    send(assignments: readonly string[]) {
      told.push(...assignments);
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    /** Lets it read all that comes. */
    async read() {
      for (let at = 0; at < 50; at += 1) {
        waiting.shift()?.();
        await Promise.resolve();
      }
    },
  };
}

describe('telling the service manager', () => {
  it('tells one thing after the other, in their order', async () => {
    const manager = slowManager();
    const readiness = createReadiness(manager.send);
    readiness.ready();
    readiness.reloading();
    readiness.ready();
    readiness.stopping();
    await Promise.resolve();
    expect(manager.told).toEqual(['READY=1']);
    await manager.read();
    expect(manager.told).toEqual(['READY=1', 'RELOADING=1', 'READY=1', 'STOPPING=1']);
  });

  it('says nothing after it has said that it stops', async () => {
    const manager = slowManager();
    const readiness = createReadiness(manager.send);
    readiness.reloading();
    readiness.stopping();
    readiness.ready();
    readiness.status('late');
    await manager.read();
    expect(manager.told).toEqual(['RELOADING=1', 'STOPPING=1']);
  });

  it('of statuses that wait tells the newest, and none twice', async () => {
    const manager = slowManager();
    const readiness = createReadiness(manager.send);
    readiness.ready();
    for (const text of ['one', 'two', 'three']) readiness.status(text);
    await manager.read();
    readiness.status('three');
    await manager.read();
    expect(manager.told).toEqual(['READY=1', 'STATUS=three']);
  });

  it('keeps a status on its line, so that it can say nothing else', async () => {
    const manager = slowManager();
    const readiness = createReadiness(manager.send);
    readiness.status('fine\nMAINPID=1\u2028STOPPING=1');
    await manager.read();
    expect(manager.told).toEqual(['STATUS=fine MAINPID=1 STOPPING=1']);
  });

  it('is silent where there is no manager', () => {
    const readiness = createReadiness(undefined);
    expect(() => {
      readiness.ready();
      readiness.status('x');
      readiness.reloading();
      readiness.stopping();
    }).not.toThrow();
  });
});
