import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { ReadText } from '../core/document.ts';
import type { ProblemText, SettingsPath, SyntaxProblem } from '../core/settings.ts';
import {
  aliasBeyondLimit,
  aliasLimit,
  brokenAlias,
  createTargets,
  type TargetOf,
} from './settings-file-aliases.ts';

/** A place in a text; both count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

const syntax: Readonly<Record<string, SyntaxProblem>> = {
  TAB_AS_INDENT: 'tab',
  BAD_INDENT: 'indent',
  MISSING_CHAR: 'unclosed',
  BAD_SCALAR_START: 'reserved',
  BAD_DQ_ESCAPE: 'escape',
  BAD_ALIAS: 'anchor',
  ALIAS_PROPS: 'anchor',
  MULTIPLE_ANCHORS: 'anchor',
  TAG_RESOLVE_FAILED: 'tag',
  MULTIPLE_TAGS: 'tag',
  MULTIPLE_DOCS: 'documents',
  MULTILINE_IMPLICIT_KEY: 'key',
  BLOCK_AS_IMPLICIT_KEY: 'key',
  KEY_OVER_1024_CHARS: 'key',
  NON_STRING_KEY: 'key',
};

const start: Position = { line: 1, column: 1 };

function failed(problem: ProblemText, position = start, path: SettingsPath = []): ReadText {
  return { ok: false, problems: [{ ...position, path, problem }] };
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

interface Found {
  readonly path: SettingsPath;
  readonly key: string;
  readonly node: unknown;
}

/** Keys that stand twice in one map. The library's own check takes minutes on a large map. */
function duplicates(node: unknown, path: SettingsPath = []): readonly Found[] {
  if (isSeq(node)) return node.items.flatMap((item, at) => duplicates(item, [...path, at]));
  if (!isMap(node)) return [];
  const seen = new Set<string>();
  return node.items.flatMap((pair) => {
    const key = keyText(pair.key);
    const inside = [...path, key];
    const again = seen.has(key) ? [{ path: inside, key, node: pair.key }] : [];
    seen.add(key);
    return [...again, ...duplicates(pair.value, inside)];
  });
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

/** The offset of the value at a path, or of its key; of the innermost part that exists. */
function locate(contents: unknown, targetOf: TargetOf, path: SettingsPath, atKey: boolean): number {
  let node: unknown = contents;
  let offset = offsetOf(node) ?? 0;
  for (const [at, part] of path.entries()) {
    if (isAlias(node)) node = targetOf(node);
    const pair = isMap(node) ? node.items.find(({ key }) => keyText(key) === part) : undefined;
    const item = isSeq(node) && typeof part === 'number' ? node.items[part] : undefined;
    if (pair === undefined && item === undefined) break;
    const last = at === path.length - 1;
    node = pair === undefined ? item : pair.value;
    const empty = isScalar(node) && node.type === 'PLAIN' && node.source === '';
    const target = pair !== undefined && ((last && atKey) || empty) ? pair.key : node;
    offset = offsetOf(target) ?? offsetOf(pair?.key) ?? offset;
  }
  return offset;
}

/** What the library found first; what follows is mostly its consequence. */
function firstError(document: Document): YAMLError | undefined {
  return document.errors[0] ?? document.warnings[0];
}

function read(text: string): ReadText {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.2',
    merge: false,
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    // `silent` would hide a second document.
    logLevel: 'error',
    lineCounter: counter,
  });
  const position = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return line === 0 ? start : { line, column: col };
  };
  const error = firstError(document);
  if (error !== undefined) {
    // The library's code for a list's item out of line is that of a missing bracket.
    const askew = error.message.startsWith('Sequence item without');
    const what = askew ? 'indent' : (syntax[error.code] ?? 'other');
    return failed({ kind: 'syntax', what }, position(error.pos[0]));
  }
  if (document.contents === null) return failed({ kind: 'empty' });
  const extra = aliasBeyondLimit(document);
  if (extra !== undefined) {
    return failed({ kind: 'syntax', what: 'anchor' }, position(offsetOf(extra) ?? 0));
  }
  const targetOf = createTargets(document);
  const twice = duplicates(document.contents);
  if (twice.length > 0) {
    const problems = twice.map(({ path, key, node }) => {
      const problem: ProblemText = { kind: 'duplicateKey', key };
      return { ...position(offsetOf(node) ?? 0), path, problem };
    });
    return { ok: false, problems };
  }
  const broken = brokenAlias(document.contents, targetOf);
  if (broken !== undefined) {
    return failed({ kind: 'syntax', what: 'anchor' }, position(offsetOf(broken) ?? 0));
  }
  const value: unknown = document.toJS({ maxAliasCount: aliasLimit });
  if (value === null) return failed({ kind: 'empty' });
  return {
    ok: true,
    value,
    place: ({ path, atKey, problem }) => {
      return {
        ...position(locate(document.contents, targetOf, path, atKey ?? false)),
        path,
        problem,
      };
    },
  };
}

/** Reads YAML 1.2 into a plain value, and remembers where each part stands. Never throws. */
export function readYaml(text: string): ReadText {
  try {
    return read(text);
  } catch (error) {
    // The library throws for too many aliases (ReferenceError) and overflows on deep nesting.
    return failed({ kind: 'syntax', what: error instanceof ReferenceError ? 'anchor' : 'other' });
  }
}
