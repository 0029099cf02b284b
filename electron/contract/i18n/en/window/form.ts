/** What all forms have. */
export const form = {
  save: 'Save',
  saved: 'Saved.',
  discard: 'Discard changes',
  unsaved: 'There are unsaved changes.',
  /** What was edited here became something else meanwhile. */
  overtaken:
    'The settings were changed elsewhere in the meantime. Saving puts yours in their place.',
  elsewhere: 'Something else in the settings is in the way:',
  optional: '(optional)',
  show: 'Show',
  hide: 'Hide',
  /** A secret that is kept. */
  kept: 'Set, and kept encrypted on this computer',
  replace: 'Replace',
  keep: 'Leave as it is',
  lost: 'Cannot be read any more; enter it again',
  env: (name: string) => `Read from the variable ${name}`,
  file: (name: string) => `Read from the file ${name}`,
  enterHere: 'Enter it here instead',
  pairName: 'Name',
  addPair: 'Add',
  remove: 'Remove',
  removeNamed: (what: string) => `Remove ${what}`,
  back: (page: string) => `Back to ${page}`,
  search: 'Search',
  noMatch: 'Nothing matches the search.',
  gone: 'It is not in the settings any more.',
};
