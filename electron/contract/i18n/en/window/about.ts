/** The page about the program. */
export const about = {
  heading: 'About',
  version: (version: string) => `Version ${version}`,
  text: 'Keeps DNS names pointing at this computer while its public address changes.',
  platform: (platform: string) => `System: ${platform}`,
  privacyTitle: 'Privacy',
  privacy:
    'The program talks only to your DNS services, to the sources of the public address, to name servers, and to the publisher of its new versions.',
  releases: {
    title: 'New versions of this program',
    actions: {
      look: 'Look for a new version',
      fetch: 'Download',
      install: 'Install and restart',
      openDownloads: 'Open the download page',
    },
    automatic: 'Look for new versions automatically',
    automaticHelp: 'None is installed without you.',
    channel: 'Versions',
    channels: { stable: 'Stable', beta: 'Beta', nightly: 'Nightly' },
    channelHelp: {
      stable: 'Tested versions only.',
      beta: 'Also versions that are still being tested.',
      nightly: 'Also untested versions of every night, which may fail.',
    },
  },
  licenceTitle: 'Licence',
  license: 'MIT License',
  others: 'The program includes the work of others, each under its own licence.',
  showLicences: 'Show third-party licences',
  hideLicences: 'Hide third-party licences',
  licences: 'Third-party licences',
};
