import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { readState } from '../../electron/core/state-schema.ts';
import {
  StateReadError,
  StateWriteError,
  stateErrorSentence,
} from '../../electron/node/state-error.ts';
import { createStateStore, type StateFiles } from '../../electron/node/state-file.ts';
import type { StateNotice } from '../../electron/node/state-notice.ts';
import { fullState } from '../support/state-sample.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { unprivileged } from '../support/unprivileged.ts';

/** Of the system, not of a package. */
const [mount, unmount] = ['/bin/mount', '/bin/umount'];

function storeIn(folder: string, files?: StateFiles) {
  const notices: StateNotice[] = [];
  const store = createStateStore({
    folder,
    onNotice: (notice) => notices.push(notice),
    now: () => Date.UTC(2026, 10, 22, 9, 30),
    ...(files === undefined ? {} : { files }),
  });
  return { ...store, notices };
}

const at = (lastCheck: number): AppState => ({ ...emptyState, lastCheck });

/** The real calls, with one of them failing. */
function failing(
  name: keyof StateFiles,
  code: string,
  times = Number.POSITIVE_INFINITY,
): StateFiles {
  let left = times;
  const fail = async () => {
    left -= 1;
    throw Object.assign(new Error(code), { code });
  };
  return {
    ...fs,
    [name]: (...args: never[]) => (left > 0 ? fail() : Reflect.apply(fs[name], fs, args)),
  };
}

async function writeFailure(save: Promise<void>): Promise<StateWriteError> {
  const error = await save.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StateWriteError) return error;
  throw new Error(`expected a StateWriteError, got ${String(error)}`);
}

describe('the state', () => {
  it('comes back as it was kept, every field of it', async () => {
    const folder = path.join(temporaryFolder(), 'a', 'b');
    await storeIn(folder).save(fullState);
    expect(await storeIn(folder).load()).toEqual(fullState);
  });

  it('is undefined where nothing was ever kept', async () => {
    const store = storeIn(path.join(temporaryFolder(), 'none'));
    expect(await store.load()).toBeUndefined();
    expect(store.notices).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is for this user alone', async () => {
    const folder = path.join(temporaryFolder(), 'state');
    await storeIn(folder).save(fullState);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(path.join(folder, 'state.json')).mode & 0o777).toBe(0o600);
  });

  it('keeps the one before beside it, and no other file', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder);
    for (const time of [1, 2, 3]) await store.save(at(time));
    expect(readdirSync(folder).sort()).toEqual(['state.json', 'state.previous.json']);
    expect(readFileSync(path.join(folder, 'state.previous.json'), 'utf8')).toContain(
      '"lastCheck":2',
    );
  });

  it('is the newest of those that were saved at the same time', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder);
    await Promise.all([1, 2, 3, 4].map((time) => store.save(at(time))));
    expect(await storeIn(folder).load()).toEqual(at(4));
  });

  it('keeps its previous generation where the file system has no links', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder, failing('link', 'EPERM'));
    for (const time of [1, 2]) await store.save(at(time));
    expect(readFileSync(path.join(folder, 'state.previous.json'), 'utf8')).toContain(
      '"lastCheck":1',
    );
  });

  it('is written although something holds the file for a moment', async () => {
    const folder = temporaryFolder();
    await storeIn(folder, failing('rename', 'EBUSY', 2)).save(at(1));
    expect(await storeIn(folder).load()).toEqual(at(1));
  });
});

describe('a damaged state', () => {
  const damages: readonly (readonly [string, string])[] = [
    ['cut off', '{"version":1,"fam'],
    ['empty', ''],
    ['of another version', JSON.stringify({ ...emptyState, version: 2 })],
    [
      'with a wrong address',
      JSON.stringify({
        ...fullState,
        families: {
          ipv4: { turn: 0, address: { family: 'ipv4', text: '81.2.69' } },
          ipv6: { turn: 0 },
        },
      }),
    ],
    ['with a field of another type', JSON.stringify({ ...emptyState, told: { a: 'b' } })],
  ];

  it.each(damages)('%s is set aside, restored from the previous one, and told', async (_, text) => {
    const folder = temporaryFolder();
    const first = storeIn(folder);
    for (const time of [1, 2]) await first.save(at(time));
    writeFileSync(path.join(folder, 'state.json'), text);
    const store = storeIn(folder);
    expect(await store.load()).toEqual(at(1));
    const aside = path.join(folder, 'state.corrupt-2026-11-22T09-30-00-000Z.json');
    expect(store.notices).toEqual([{ kind: 'restored', aside }]);
    expect(readFileSync(aside, 'utf8')).toBe(text);
    await store.save(at(3));
    expect(await storeIn(folder).load()).toEqual(at(3));
  });

  it.each(damages)(
    '%s without a previous one is set aside, and told as a new start',
    async (_, text) => {
      const folder = temporaryFolder();
      for (const name of ['state.json', 'state.previous.json'])
        writeFileSync(path.join(folder, name), text);
      const store = storeIn(folder);
      expect(await store.load()).toBeUndefined();
      expect(store.notices.map(({ kind }) => kind)).toEqual(['reset']);
    },
  );

  it('that is just missing is replaced by the previous one', async () => {
    const folder = temporaryFolder();
    await storeIn(folder).save(at(1));
    await fs.rename(path.join(folder, 'state.json'), path.join(folder, 'state.previous.json'));
    expect(await storeIn(folder).load()).toEqual(at(1));
  });
});

describe('a state that cannot be written', () => {
  it.each([
    ['open', 'EACCES', 'denied'],
    ['open', 'ENOSPC', 'full'],
    ['open', 'EROFS', 'readOnly'],
    ['rename', 'EIO', 'other'],
    ['link', 'ENOENT', undefined],
    ['mkdir', 'ENOTDIR', 'notFolder'],
  ] as const)(
    'leaves the old one whole and no other file: %s fails with %s',
    async (call, code, kind) => {
      const folder = temporaryFolder();
      await storeIn(folder).save(at(1));
      const store = storeIn(folder, failing(call, code));
      if (kind === undefined) return expect(await store.save(at(2))).toBeUndefined();
      const error = await writeFailure(store.save(at(2)));
      expect([error.kind, error.code, error.folder]).toEqual([kind, code, folder]);
      expect(readdirSync(folder)).toEqual(['state.json']);
      expect(await storeIn(folder).load()).toEqual(at(1));
    },
  );

  it('has a sentence in both languages', () => {
    const full = new StateWriteError('/s', 'ENOSPC');
    expect(full.message).toBe(
      'The state cannot be written: the disk of /s is full. Free some space; the last state is unharmed.',
    );
    expect(stateErrorSentence(full, 'zh-CN')).toBe(
      '无法保存状态：/s 所在磁盘已满。请清理空间；上一次的状态未受影响。',
    );
    const denied = new StateWriteError('/s', 'EACCES');
    expect(denied.message).toBe(
      'The state cannot be written: this user may not write to /s. Give the user that right, or name another folder with --state.',
    );
    expect(stateErrorSentence(denied, 'zh-CN')).toBe(
      '无法保存状态：当前用户没有 /s 的写入权限。请授予权限，或用 --state 指定其他文件夹。',
    );
  });

  it('because its folder is a file is told so', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect((await writeFailure(storeIn(file).save(emptyState))).kind).toBe('notFolder');
    const error = await storeIn(file)
      .load()
      .catch((reason: unknown) => reason);
    const told = (language: 'en' | 'zh-CN') =>
      error instanceof StateReadError && stateErrorSentence(error, language);
    expect(told('en')).toBe(
      `${file} is not a folder, so it holds no state. Name the folder with --state.`,
    );
    expect(told('zh-CN')).toBe(`${file} 不是文件夹，其中没有状态。请用 --state 指定文件夹。`);
  });

  it.skipIf(process.platform === 'win32')(
    'because the folder is read-only is told so',
    async () => {
      const folder = path.join(temporaryFolder(), 'state');
      mkdirSync(folder);
      chmodSync(folder, 0o500);
      const error = await unprivileged(() => writeFailure(storeIn(folder).save(emptyState)));
      expect(error.kind).toBe('denied');
    },
  );

  it.skipIf(!canMount())(
    'because the disk is full leaves the old one whole (a real full disk)',
    async () => {
      const folder = temporaryFolder();
      execFileSync(mount, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
      onTestFinished(() => void execFileSync(unmount, [folder]));
      const store = storeIn(folder);
      await store.save(at(1));
      const told = Object.fromEntries(
        Array.from({ length: 10_000 }, (_, key) => [`key ${key}`, 1]),
      );
      expect((await writeFailure(store.save({ ...emptyState, told }))).kind).toBe('full');
      expect(readdirSync(folder)).toEqual(['state.json']);
      expect(await storeIn(folder).load()).toEqual(at(1));
      await store.save(at(2));
      expect(await storeIn(folder).load()).toEqual(at(2));
    },
  );
});

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = path.join('/tmp', `ddns-tray-mount-${process.pid}`);
  try {
    mkdirSync(folder);
    execFileSync(mount, ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync(unmount, [folder]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('knows every field of a state, and drops none', () => {
  expect(readState(JSON.parse(JSON.stringify(fullState)))).toEqual(fullState);
});

it.each([
  ['later than any date', 1e300],
  ['one past the last date', 8.64e15 + 1],
  ['before 1970', -1],
])('a state with a time %s is no state (status ended with a fault)', (_, time) => {
  const texts = JSON.stringify(fullState);
  for (const field of [
    ...['since', 'seen', 'nextTry', 'failingSince', 'checked', 'at', 'next'],
    ...['lastCheck', 'nextCheck', 'offlineSince'],
  ]) {
    const spoilt = texts.replace(new RegExp(`"${field}":\\d+`), `"${field}":${time}`);
    expect(spoilt, field).not.toBe(texts);
    expect(readState(JSON.parse(spoilt)), field).toBeUndefined();
  }
  expect(readState({ ...fullState, told: { key: time } })).toBeUndefined();
});
