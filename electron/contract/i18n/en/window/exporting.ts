/** The dialog that writes the settings to a file. */
export const exporting = {
  heading: 'Export the settings',
  text: 'Writes the settings to a file, to keep or to take to another computer.',
  withSecrets: 'Take the credentials along, sealed with a passphrase',
  withoutSecrets:
    'Without a passphrase the credentials stay here, and are entered again after the import.',
  passphrase: 'Passphrase',
  repeat: 'Repeat the passphrase',
  passphraseHelp:
    'Whoever has the file and the passphrase can use the credentials. A forgotten passphrase cannot be recovered.',
  mismatch: 'The two passphrases differ.',
  short: (least: number) => `Use at least ${least} characters.`,
  strength: {
    weak: 'Weak: easy to guess for a computer. Several random words are better.',
    fair: 'Fair: a few more characters or words make it strong.',
    strong: 'Strong.',
  },
  done: (file: string) => `Written to ${file}.`,
};
