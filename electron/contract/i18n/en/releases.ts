const stays = 'The version that you have stays.';

/** New versions of the program itself. `which` is “Version 1.2.3”, or “The new version”. */
export const releases = {
  which: (version: string | undefined) =>
    version === undefined ? 'The new version' : `Version ${version}`,
  megabytes: (size: string) => `${size}\u00a0MB`,
  none: {
    notSetUp:
      'This copy does not know where new versions are published, so it never looks for any. Get them where you got this one.',
    packaged:
      'New versions of this copy come from the package manager or the store that installed it, so it does not look for any itself.',
  },
  unknown: 'The program has not looked for a new version yet.',
  looking: 'Looking for a new version…',
  newest: (when: string) => `You have the newest version. Last looked: ${when}.`,
  available: (which: string, size: string | undefined) =>
    size === undefined ? `${which} is available.` : `${which} is available (${size}).`,
  /** A version that the user has to install. */
  byHand: (available: string, hasPage: boolean) =>
    `${available} This copy does not install it by itself: get it ${hasPage ? 'from the download page' : 'where you got this one'}, quit the program, and put the new one in its place.`,
  fetching: (which: string, size: string | undefined) =>
    size === undefined
      ? `${which} is being downloaded…`
      : `${which} is being downloaded (${size})…`,
  ready: (which: string) =>
    `${which} is downloaded, and its signature is good. The program restarts to install it; your settings stay.`,
  installing: (which: string) =>
    `${which} is installed as soon as no record is being written; then the program restarts.`,
  failed: {
    looking:
      'No new version could be looked for, because the server that publishes them did not answer, or only with an error. Check the connection, then look again.',
    network: (which: string) =>
      `${which} could not be downloaded, because the server did not answer, or only with an error. Check the connection, then download it again.`,
    feed: 'The list of new versions could not be read: it is damaged, or something else answered in its place. Look again later, or in another network.',
    downgrade: (version: string) =>
      `Version ${version} was offered as new, but is not newer than yours, so it was refused. ${stays} Look again later; if it lasts, tell whoever publishes the program.`,
    signature: (which: string) =>
      `${which} was refused, because its signature is missing, or does not come from the publisher of this program. ${stays} Do not install that file yourself; look again later.`,
    tampered: (which: string) =>
      `${which} was discarded, because what arrived is not the file that was published: it was changed or cut short on its way. ${stays} Download it again; if it happens twice, use another network.`,
    disk: (which: string) =>
      `${which} could not be stored, because the disk is full, or its folder may not be written. Free some space or check the permissions, then try again.`,
    start: (which: string) =>
      `${which} could not be installed, because its installer did not start. ${stays} A virus scanner or a policy of this computer may block it: allow it, then try again.`,
  },
  /** In the tray's menu. */
  menu: {
    install: (version: string) => `Install version ${version} and restart`,
    available: (version: string) => `Version ${version} is available…`,
  },
  toast: {
    title: (version: string) => `DDNS Tray ${version} is available`,
    fetch: 'Click here to download and install it. Your records are kept up to date meanwhile.',
    ready: 'It is downloaded. Click here to install it.',
    byHand: 'Click here to see how to get it.',
  },
};
