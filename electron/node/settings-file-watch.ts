import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

const pollInterval = 2000;
const sizeLimit = 2 ** 20;

/** What a file holds now, as a mark: equal for equal contents; `none` where it cannot be read. */
async function contentMark(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > sizeLimit) return `large ${size}`;
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch {
    return 'none';
  }
}

/** What changes when a file is written or replaced, at the price of one system call. */
async function cheapMark(file: string): Promise<string> {
  try {
    const { mtimeMs, ctimeMs, size, ino } = await stat(file);
    return [mtimeMs, ctimeMs, size, ino].join(' ');
  } catch {
    return 'none';
  }
}

/**
 * Makes a question: has the contents changed since the last yes? A change counts when two
 * questions in a row see the same, so that a half-written file, or one that an editor is just
 * replacing, is not taken for the new one.
 */
export async function createChangeDetector(file: string): Promise<() => Promise<boolean>> {
  let told = await contentMark(file);
  let cheap = await cheapMark(file);
  let content = told;
  let settled = true;
  return async () => {
    const before = { cheap, content };
    cheap = await cheapMark(file);
    if (cheap === before.cheap && settled) return false;
    content = await contentMark(file);
    settled = cheap === before.cheap && content === before.content;
    if (!settled || content === told) return false;
    told = content;
    return true;
  };
}

/**
 * Calls `onChange` some seconds after a file's contents changed, until the signal aborts. It asks
 * every two seconds rather than being told: notices of the system get lost on network drives and
 * in containers, and follow the old file when an editor replaces it.
 */
export async function watchSettingsFile(
  file: string,
  onChange: () => void,
  signal: AbortSignal,
  interval = pollInterval,
): Promise<void> {
  const changed = await createChangeDetector(file);
  if (signal.aborted) return;
  let timer: NodeJS.Timeout;
  const poll = async () => {
    const yes = await changed();
    if (signal.aborted) return;
    if (yes) onChange();
    plan();
  };
  const plan = () => {
    timer = setTimeout(() => void poll(), interval).unref();
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  plan();
}
