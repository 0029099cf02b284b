/** The page about the program. */
export const about = {
  heading: 'About',
  version: (version: string) => `Version ${version}`,
  text: 'Keeps DNS names pointing at this computer while its public address changes.',
  platform: (platform: string) => `System: ${platform}`,
  privacyTitle: 'Privacy',
  privacy:
    'The program talks only to your DNS services, to the sources of the public address, and to name servers.',
  licenceTitle: 'Licence',
  license: 'MIT License',
  others: 'The program includes the work of others, each under its own licence.',
  showLicences: 'Show third-party licences',
  hideLicences: 'Hide third-party licences',
  licences: 'Third-party licences',
};
