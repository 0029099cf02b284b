/** What did not work in the window itself. */
export const errors = {
  title: 'That did not work',
  noConnection: 'The window lost its connection to the program. Close it and open it again.',
  passphrase: 'The passphrase does not fit this file. Check it and try again.',
};
