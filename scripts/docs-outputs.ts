import { type OutputName, outputJsonSchema, outputs } from '../electron/core/output/json-schema.ts';

/** The folder of the schemas of what the commands print with `--json`. */
export const outputFolder = 'docs/output';

/** One file for each command: its path from the root, with slashes, and its text. */
export function outputSchemas(): readonly [string, string][] {
  const commands = Object.keys(outputs) as readonly OutputName[];
  return commands.map((command) => [
    `${outputFolder}/${command}.schema.json`,
    `${JSON.stringify(outputJsonSchema(command), null, 2)}\n`,
  ]);
}
