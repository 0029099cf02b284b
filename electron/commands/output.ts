import type { Language } from '../contract/language.ts';
import { createRedactor } from '../core/redact.ts';
import {
  type Page,
  type PageStyle,
  plainStyle,
  renderPage,
  type Tone,
} from '../core/views/page.ts';

/** A stream to write to, and whether a person sits before it. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Where a command says what it has to say. Secrets are taken out of everything. */
export interface Output {
  readonly language: Language;
  /** Only one JSON object may go to stdout. */
  readonly json: boolean;
  /** What stdout can show. */
  readonly style: PageStyle;
  /** A page for people, on stdout. */
  show(page: Page): void;
  /** The one object, on stdout. */
  data(value: object): void;
  /** A page for people, on stderr. */
  warn(page: Page): void;
  /** What is being done, on stderr, where a person watches. */
  progress(text: string): void;
  /** The text without any secret that {@link hide} was told. */
  clean(text: string): string;
  /** Adds texts that may appear nowhere. */
  hide(secrets: readonly string[]): void;
}

/** SGR codes, ECMA-48 8.3.117. */
const codes: Readonly<Record<Tone, number>> = { good: 32, bad: 31, warn: 33, quiet: 2, strong: 1 };

export interface OutputOptions {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly language: Language;
  readonly json: boolean;
  /** The user wants colours, as far as the stream can show them. */
  readonly colour: boolean;
}

function styleOf(stream: TextStream, colour: boolean): PageStyle {
  if (stream.isTTY !== true) return plainStyle;
  const paint: PageStyle['paint'] = (text, tone) => `\u001b[${codes[tone]}m${text}\u001b[0m`;
  return { aligned: true, paint: colour ? paint : plainStyle.paint };
}

/** True unless `NO_COLOR` (no-color.org), a dumb terminal or the command line says otherwise. */
export function wantsColour(
  env: Readonly<Record<string, string | undefined>>,
  option: boolean,
): boolean {
  return option && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
}

export function createOutput(options: OutputOptions): Output {
  const { stdout, stderr, language, json, colour } = options;
  const secrets = new Set<string>();
  let redactor = createRedactor([]);
  const style = styleOf(stdout, colour);
  const errorStyle = styleOf(stderr, colour);
  const print = (stream: TextStream, page: Page, pageStyle: PageStyle) => {
    const clean = (text: string) => redactor.text(text);
    const lines = renderPage(page, {
      ...pageStyle,
      paint: (text, tone) => pageStyle.paint(clean(text), tone),
    });
    if (lines.length > 0) stream.write(clean(`${lines.join('\n')}\n`));
  };
  return {
    language,
    json,
    style,
    show: (page) => print(stdout, page, style),
    warn: (page) => print(stderr, page, errorStyle),
    data(value) {
      // Values only, so that no key of the documented form can be taken for a secret.
      const clean = (_: string, each: unknown) =>
        typeof each === 'string' ? redactor.text(each) : each;
      stdout.write(`${JSON.stringify(value, clean, 2)}\n`);
    },
    progress(text) {
      if (stderr.isTTY === true) print(stderr, [{ kind: 'line', text, tone: 'quiet' }], errorStyle);
    },
    clean: (text) => redactor.text(text),
    hide(texts) {
      for (const text of texts) secrets.add(text);
      redactor = createRedactor(secrets);
    },
  };
}
