import { cli } from './en/cli.ts';
import { demo } from './en/demo.ts';
import { desktop } from './en/desktop.ts';
import { diagnostics } from './en/diagnostics.ts';
import { doctor } from './en/doctor.ts';
import { document } from './en/document.ts';
import { edits } from './en/edits.ts';
import { history } from './en/history.ts';
import { imports } from './en/import.ts';
import { local } from './en/local.ts';
import { notices } from './en/notices.ts';
import { notify } from './en/notify.ts';
import { outcomes } from './en/outcomes.ts';
import { releases } from './en/releases.ts';
import { service } from './en/service.ts';
import { settings } from './en/settings.ts';
import { setup } from './en/setup.ts';
import { state } from './en/state.ts';
import { status } from './en/status.ts';
import { timeline } from './en/timeline.ts';
import { toast } from './en/toast.ts';
import { tray } from './en/tray.ts';
import { verdicts } from './en/verdicts.ts';
import { window } from './en/window.ts';

/** Every text of ours in English; one file for each section. */
export const en = {
  cli,
  demo,
  desktop,
  diagnostics,
  doctor,
  document,
  edits,
  history,
  imports,
  local,
  notices,
  notify,
  outcomes,
  releases,
  service,
  settings,
  setup,
  state,
  status,
  timeline,
  toast,
  tray,
  verdicts,
  window,
};

/** What a catalogue holds: a language that lacks a text, or has one too many, does not compile. */
export type Messages = typeof en;
