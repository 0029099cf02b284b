import os from 'node:os';
import type { LogLine } from '../contract/log.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import type { Channel } from '../core/channel.ts';
import { diagnosticText } from '../core/diagnostics.ts';
import type { SettingsDocument } from '../core/document.ts';
import type { Provider } from '../core/provider.ts';
import type { AppState } from '../core/state.ts';

interface DiagnosticsParts {
  readonly snapshot: () => Snapshot;
  readonly now: () => number;
  readonly document: () => SettingsDocument;
  /** The document as a text. */
  readonly write: (document: SettingsDocument) => string;
  readonly state: () => AppState;
  readonly lines: () => readonly LogLine[];
  readonly redact: (text: string) => string;
  readonly providers: readonly Provider[];
  readonly channels: readonly Channel[];
}

/** The names of this computer and of its user, as far as the system tells them. */
function ownWords(): readonly string[] {
  try {
    return [os.hostname(), os.userInfo().username];
  } catch {
    return [os.hostname()];
  }
}

/** Makes the text of a diagnostic file out of what the app knows at each call. */
export function createDiagnostics(parts: DiagnosticsParts): (hideNames: boolean) => string {
  const { electron } = process.versions;
  const system = `${process.platform} ${os.release()} ${process.arch}, Electron ${electron}`;
  return (hideNames) =>
    diagnosticText({
      snapshot: parts.snapshot(),
      system,
      now: parts.now(),
      document: parts.document(),
      write: parts.write,
      state: parts.state(),
      lines: parts.lines(),
      redact: parts.redact,
      providers: parts.providers,
      channels: parts.channels,
      own: ownWords(),
      hideNames,
    });
}
