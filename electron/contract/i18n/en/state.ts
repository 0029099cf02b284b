/** What can be wrong with the state folder: what happened, why, what to do. */
export const state = {
  write: {
    denied: (folder: string) =>
      `The state cannot be written: this user may not write to ${folder}. Give the user that right, or name another folder with --state.`,
    full: (folder: string) =>
      `The state cannot be written: the disk of ${folder} is full. Free some space; the last state is unharmed.`,
    readOnly: (folder: string) =>
      `The state cannot be written: ${folder} is on a read-only disk. Name another folder with --state.`,
    notFolder: (folder: string) =>
      `The state cannot be written: ${folder} is not a folder. Name another one with --state.`,
    other: (folder: string, code: string) =>
      `The state cannot be written to ${folder} (${code}). Check the disk, or name another folder with --state.`,
  },
  unreadable: (file: string, code: string) =>
    `The state file ${file} cannot be read (${code}). Check its owner and permissions.`,
  notFolder: (folder: string) =>
    `${folder} is not a folder, so it holds no state. Name the folder with --state.`,
  restored: (aside: string) =>
    `The state file was damaged. It was set aside as ${aside}, and the previous state is used. Nothing needs to be done.`,
  reset: (aside: string) =>
    `The state file was damaged, and no previous one was usable. It was set aside as ${aside}. Every record is checked anew.`,
  locked: (folder: string, process: string) =>
    `Another DDNS Tray (process ${process}) is using ${folder}. Stop it first, or name another folder with --state.`,
};
