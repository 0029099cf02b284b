import type { Messages } from './en.ts';
import { cli } from './zh-cn/cli.ts';
import { demo } from './zh-cn/demo.ts';
import { desktop } from './zh-cn/desktop.ts';
import { diagnostics } from './zh-cn/diagnostics.ts';
import { doctor } from './zh-cn/doctor.ts';
import { document } from './zh-cn/document.ts';
import { edits } from './zh-cn/edits.ts';
import { history } from './zh-cn/history.ts';
import { imports } from './zh-cn/import.ts';
import { local } from './zh-cn/local.ts';
import { notices } from './zh-cn/notices.ts';
import { notify } from './zh-cn/notify.ts';
import { outcomes } from './zh-cn/outcomes.ts';
import { releases } from './zh-cn/releases.ts';
import { service } from './zh-cn/service.ts';
import { settings } from './zh-cn/settings.ts';
import { setup } from './zh-cn/setup.ts';
import { state } from './zh-cn/state.ts';
import { status } from './zh-cn/status.ts';
import { timeline } from './zh-cn/timeline.ts';
import { toast } from './zh-cn/toast.ts';
import { tray } from './zh-cn/tray.ts';
import { verdicts } from './zh-cn/verdicts.ts';
import { window } from './zh-cn/window.ts';

/** Every text of ours in Simplified Chinese. */
export const zhCn: Messages = {
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
