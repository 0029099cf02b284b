/** The settings of the desktop app: how they are kept, brought in and given away. */
export const document = {
  restored: (aside: string | undefined) =>
    `${aside === undefined ? 'The settings file was gone. The' : `The settings file was damaged. It was set aside as ${aside}, and the`} settings before the last change are used. Look them over.`,
  reset: (aside: string | undefined) =>
    `The settings file was damaged, and no earlier one was usable. It was set aside as ${aside ?? '?'}. Import an exported file, or set up your accounts again.`,
  newer: (file: string) =>
    `The settings in ${file} were made by a newer version of DDNS Tray. Install that version again; the file is left as it is, and nothing is updated until then.`,
  unreadable: (file: string, code: string) =>
    `The settings file ${file} cannot be read (${code}). Check its permissions and its disk, then start the app again; the file is left as it is.`,
  write: {
    denied: (file: string) =>
      `Nothing was saved: ${file} may not be written. Check its permissions, and whether a security program blocks it.`,
    full: (file: string) =>
      `Nothing was saved: the disk of ${file} is full. Free some space, then save again.`,
    readOnly: (file: string) =>
      `Nothing was saved: ${file} is on a read-only disk. Make the disk writable, then save again.`,
    other: (file: string, code: string) =>
      `Nothing was saved: ${file} could not be written (${code}). Check the disk, then save again.`,
  },

  problems: (count: number) =>
    `The settings have ${count === 1 ? 'a problem' : `${count} problems`}, so nothing is updated. Open the settings; each problem stands beside its line.`,
  keyLost:
    'The saved credentials can no longer be decrypted, as after a move to another user or computer. Enter them again.',
  busy: 'Your credentials cannot be decrypted right now; nothing is lost. Restart DDNS Tray, or sign in again.',
  plainStorage:
    'This system offers no keyring, so your secrets are hardly protected on the disk. Install one, such as GNOME Keyring or KWallet, and enter the secrets again.',
  noEncryption:
    'Nothing was saved: the system cannot encrypt right now. Restart DDNS Tray, or sign in again, then save once more.',

  importGone: 'This import is no longer open. Choose the file again.',
  passphrase:
    'The passphrase is wrong, or the file was changed. Check the passphrase and the keyboard layout, then try again.',
  changed:
    'The passphrase is right, but an account with sealed secrets was changed after the export. Undo that in the file, or export the settings again.',
  damaged: 'A sealed secret in the file is damaged. Export the settings again.',

  field: (account: string, label: string) => `${account}: ${label}`,
  exported: 'The settings of DDNS Tray. The command ddns-tray reads this file too.',
  withoutSecrets:
    'Secrets were left out: each { secret: … } stands for one that stayed on the computer. After an import they are to be entered again.',
  sealed:
    'Secrets are sealed with your passphrase, each for its account as it stands here: they open only where that was not changed. The app asks for it at the import; the command reads it from the variable DDNS_TRAY_PASSPHRASE.',
  declined:
    'Nothing was saved, as you did not allow what these settings would run or read. Remove that from them, or save again and allow it.',
  queries:
    'The addresses of your own sources stand here whole. Where one has a token after its “?”, remove it before you pass this file on.',
  lostSecrets:
    'Each { secret: … } stands for a secret that could not be read when this file was written.',
};
