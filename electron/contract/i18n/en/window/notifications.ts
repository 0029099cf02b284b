/** The page of the notifications. */
export const notifications = {
  quietEmpty: 'Not saved: enter both times.',
  heading: 'Notifications',
  eventsTitle: 'Tell me when',
  help: 'Each problem is reported once, and once more when it is over.',
  events: {
    changed: 'The address changed and was written',
    action: 'You need to act, such as after refused credentials',
    failed: 'A record could not be updated',
    disagree: 'The sources disagree about the address',
    recovered: 'A problem is over',
    release: 'A new version of the program is available',
  },
  quietHours: 'Quiet hours',
  quietHoursHelp:
    'Nothing is shown in these hours; what still matters follows afterwards. The tray icon stays live.',
  quietOn: 'Keep quiet every day',
  from: 'From',
  to: 'To',
  quietSame: 'Not saved: both times are the same.',
  quietOvernight: 'Ends the next day.',
  tryTitle: 'Try it',
  test: 'Show a test notification',
  testHelp: 'If none appears, the system may be set to show none.',
  tested: 'A test notification was sent.',
  system: 'System notification settings',
};
