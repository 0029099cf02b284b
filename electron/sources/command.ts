import type { Localized } from '../contract/language.ts';
import { families } from '../core/address.ts';
import { cleanDetail } from '../core/outcome.ts';
import { NetError } from '../core/ports.ts';
import { type Source, type SourceContext, SourceFailure } from '../core/source.ts';
import { loose } from './form.ts';
import { judge } from './judge.ts';

/** Bytes of output that are read. */
const maxBytes = 65_536;

const who: Localized = { en: 'the command', 'zh-CN': '该命令' };

/** Four digits that tell two command lines apart and give nothing of them away. FNV-1a, folded to 16 bits. */
function markOf(command: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(command)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return ((hash >>> 16) ^ (hash & 0xffff)).toString(16).padStart(4, '0');
}

function fromNetError({ kind, code }: NetError): SourceFailure {
  if (kind === 'timeout') {
    return new SourceFailure('timeout', {
      en: 'the command did not end in time',
      'zh-CN': '该命令没有及时结束',
    });
  }
  if (kind === 'tooLarge') {
    return new SourceFailure('form', {
      en: 'the command printed far more than an address',
      'zh-CN': '该命令输出的内容远不止一个地址',
    });
  }
  return new SourceFailure('missing', {
    en: `the command could not be started${code === undefined ? '' : ` (${code})`}`,
    'zh-CN': `该命令无法启动${code === undefined ? '' : `，${code}`}`,
  });
}

async function run(command: string, { commands, timeout, signal }: SourceContext): Promise<string> {
  signal.throwIfAborted();
  const { status, stdout, stderr } = await commands
    .run(command, { timeout, maxBytes, signal })
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw error instanceof NetError ? fromNetError(error) : error;
    });
  if (status === 0) return stdout;
  const said = cleanDetail(stderr.trim().split('\n', 1)[0] ?? '');
  throw new SourceFailure('missing', {
    en: `the command failed with status ${status}${said === '' ? '' : `: “${said}”`}`,
    'zh-CN': `该命令失败，状态码 ${status}${said === '' ? '' : `：“${said}”`}`,
  });
}

/**
 * A command line of the user's own that prints the address and nothing else, white space aside. The
 * line itself may hold a secret, so it stands in no message, id or evidence. Rejects with `missing` where
 * it fails (with its status and the first line of its errors), `timeout`, `form`, `family` or `notGlobal`.
 */
export function customCommand(command: string): Source {
  const id = `command:${markOf(command)}`;
  return {
    id,
    operator: id,
    transport: 'command',
    families,
    own: true,
    async ask(family, context) {
      const text = loose(await run(command, context)) ?? '';
      return { address: judge(text, family, who), evidence: 'command' };
    },
  };
}
