import { about } from './window/about.ts';
import { accounts } from './window/accounts.ts';
import { actions } from './window/actions.ts';
import { channels } from './window/channels.ts';
import { errors } from './window/errors.ts';
import { exporting } from './window/exporting.ts';
import { form } from './window/form.ts';
import { general } from './window/general.ts';
import { importing } from './window/importing.ts';
import { log } from './window/log.ts';
import { notifications } from './window/notifications.ts';
import { records } from './window/records.ts';
import { setup } from './window/setup.ts';
import { status } from './window/status.ts';
import { text } from './window/text.ts';
import { watching } from './window/watching.ts';

/** The settings window: what all pages have, and each page's own. */
export const window = {
  title: 'DDNS Tray',
  navigation: 'Pages',
  pages: {
    status: 'Status',
    records: 'Records',
    accounts: 'Accounts',
    watching: 'Watching',
    notifications: 'Notifications',
    general: 'General',
    log: 'Log',
    about: 'About',
    setup: 'Setup',
    text: 'Settings as text',
  },
  loading: 'Loading…',
  sandbox: 'Sandbox: a small Internet on this computer alone. Nothing here is real.',
  about,
  accounts,
  actions,
  channels,
  errors,
  exporting,
  form,
  general,
  importing,
  log,
  notifications,
  records,
  setup,
  status,
  text,
  watching,
};
