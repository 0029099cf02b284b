/** What `ddns-tray service` says: the system's service manager and our service in it. */
export const service = {
  actions: ['install', 'remove', 'status'] as readonly string[],
  noAction: 'Say what to do with the service: install, remove or status.',
  action: (given: string) =>
    `The service cannot be “${given}”; there are install, remove and status.`,
  installed: (place: string) => `The service was installed (${place}).`,
  removed: (place: string) =>
    `The service was removed (${place}). The settings and the state stay.`,
  notThere: 'No service of ddns-tray is installed, so there is nothing to remove.',
  none: 'No service of ddns-tray is installed. Install it with “ddns-tray service install -c FILE”.',
  beside: (place: string) =>
    `The whole system has a service of ddns-tray too (${place}), which root sees and changes. Two services must not keep the same records.`,
  running: (place: string, since: string) =>
    since === ''
      ? `The service is running (${place}).`
      : `The service has been running since ${since} (${place}).`,
  unclear: (place: string) =>
    `The service is installed (${place}); whether it is running, the system did not say.`,
  stopped: (place: string, exit: string) =>
    exit === ''
      ? `The service is installed (${place}) but not running.`
      : `The service is installed (${place}) but not running; it last ended with status ${exit}.`,
  wrongSettings: 'Its settings are wrong. “ddns-tray check -c FILE” says where.',
  why: {
    user: 'Its own words: “journalctl --user -u ddns-tray”.',
    system: 'Its own words: “journalctl -u ddns-tray”.',
    launchd:
      'Start it by hand with “ddns-tray run” and see what it says; another ddns-tray may be at work with the same state.',
    task: 'Start it by hand with “ddns-tray run” and see what it says; another ddns-tray may be at work with the same state.',
  },
  reach: {
    system: 'It starts with the computer, whether or not anybody is signed in.',
    ends: 'It ends when you sign out. “loginctl enable-linger” keeps it running and starts it with the computer.',
    session: 'It runs while you are signed in.',
    logon:
      'It runs while you are signed in. Installed from an administrator’s terminal, it starts with Windows, whether or not anybody is signed in.',
  },
  noLog: 'It keeps no log file. To have one, add “log: { file: … }” to the settings.',
  taskEnvironment:
    'The settings read environment variables. The service has those of Windows’ own settings, not those set in this terminal only.',
  environment:
    'A service does not have the environment variables of your terminal, and the settings read some. Put each secret into a file that only its owner may read, and name it with { file: … }.',
  oddPath: (path: string) =>
    `The path “${path}” holds a line break or another control character, which no service can be given. Rename it, and install again.`,
  noScript:
    'The program’s own file could not be found, so that no service can start it. Install ddns-tray with “npm install -g”, and try again.',
  system:
    'There is no kind of service for this system here. Let what starts services on it run “ddns-tray run”.',
  macRoot:
    'On macOS the service belongs to a user. Run this as the user whose service it shall be, without sudo.',
  userAsRoot:
    'The service of a user is installed by that user. Run this without sudo, or leave out --user for a service of the whole system.',
  rootFiles: (file: string) =>
    `${file} belongs to root, and the service does not run as root: it could not read or write the other files that the settings name. Give the settings and those files to an ordinary user with chown; the service then runs as that user. A log may also lie in /var/log/ddns-tray.`,
  rootState:
    'Settings that belong to root are served with the state in /var/lib/ddns-tray. Leave out --state, or give the settings to an ordinary user with chown.',
  strangers: (file: string, folder: string) =>
    `The service would run as the owner of ${file}, but in ${folder} other users can put another file in its place. Move the settings into a folder that only their owner or root can change, and install again.`,
  closed: (file: string) =>
    `The service runs as a user of its own, which cannot read ${file}. Install Node and ddns-tray for all users, or give the settings to the user who has them, with chown.`,
  foreign: (place: string) =>
    `${place} was not made by ddns-tray, so it stays as it is. Rename or remove it yourself, and try again.`,
  missing: (tool: string) =>
    `The program ${tool} is not there, so that this system’s services cannot be reached. Let what starts services on it run “ddns-tray run”.`,
  refused: (tool: string, status: number, words: string) =>
    `${tool} failed with status ${status}${words === '' ? '' : ` and said: ${words}`}.`,
  refusedNext: {
    systemd:
      'See that you may manage services (sudo for those of the whole system) and that systemd is running, and try again.',
    launchd: 'See that you are signed in at the screen of this Mac, and try again.',
    task: 'Try again in a terminal that was opened as administrator.',
  },
  file: (place: string, code: string) =>
    `${place} could not be read or written (${code}). See that you have the right to, with sudo for a service of the whole system, and that the disk has room.`,
};
