/** The ways to tell somebody, on the page of the notifications. */
export const channels = {
  heading: 'Channels',
  empty:
    'DDNS Tray can also tell you by e-mail, in a messenger or on your phone. No channel is set up yet.',
  add: 'Add a channel',
  kind: 'Kind',
  test: 'Send a test message',
  testing: 'Sending…',
  remove: 'Remove channel',
  removeTitle: (channel: string) => `Remove the channel “${channel}”?`,
  removeText: 'Nothing more is sent there, and its credentials are deleted from this computer.',
};
