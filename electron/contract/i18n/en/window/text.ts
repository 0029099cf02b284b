/** The settings as text. */
export const text = {
  heading: 'Settings as text',
  intro:
    'All settings as YAML, for those who like it better than forms. Passwords and tokens are stored encrypted and not shown again.',
  text: 'Settings text',
  textHelp:
    'YAML. A secret that is kept here stands as { secret: … }; write a new value in its place to replace it. Comments are not kept.',
  unsaved: 'There are unsaved changes.',
  changedOutside:
    'The settings were changed elsewhere in the meantime. Saving puts yours in their place.',
  problemsStale: 'Line numbers are from the last save attempt.',
  saved: 'Saved. The records are checked with the new settings.',
  problems: (count: number) =>
    count === 1
      ? 'There is a problem, so nothing was changed:'
      : `There are ${count} problems, so nothing was changed:`,
  problemAt: (line: number, column: number) => `Line ${line}, column ${column}`,
};
