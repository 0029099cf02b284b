/** The page of the log. */
export const log = {
  heading: 'Log',
  intro:
    'What happened and when, since the program started. Passwords and tokens are never in it. The entries are in English.',
  lines: 'Log entries',
  level: 'Show',
  /** From which level on. */
  from: {
    debug: 'Everything',
    info: 'Information and above',
    warn: 'Warnings and errors',
    error: 'Errors only',
  },
  levels: { debug: 'Debug', info: 'Info', warn: 'Warning', error: 'Error' },
  filter: 'Filter the entries',
  /** Both with separators. */
  count: (shown: string, all: string) =>
    shown === all ? `Entries: ${all}` : `Entries: ${shown} of ${all}`,
  empty: 'Nothing was logged yet. New entries appear here by themselves.',
  noMatch: 'No entry matches the filter.',
  latest: 'Jump to the latest',
  copy: 'Copy what is shown',
  openFile: 'Open log file',
  openFolder: 'Open folder',
  diagnostics: 'Save a diagnostic file…',
  diagnosticsTitle: 'Save a diagnostic file',
  diagnosticsText:
    'For a report of a fault: versions, the settings, the state of the records and the latest log entries, as readable text. Passwords and tokens are not in it. Nothing is sent; you decide who gets the file.',
  hideNames: 'Hide host names and addresses',
  hideNamesHelp: 'Accounts and users too. Each gets another name, the same throughout the file.',
  saveFile: 'Save…',
  saved: (file: string) => `Written to ${file}.`,
};
