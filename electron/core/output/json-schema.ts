import * as z from 'zod';
import { accountsOutput } from './accounts.ts';
import { checkOutput } from './check.ts';
import { doctorOutput } from './doctor.ts';
import { errorOutput } from './error.ts';
import { historyOutput } from './history.ts';
import { importOutput } from './import.ts';
import { ipOutput } from './ip.ts';
import { notifyOutput } from './notify.ts';
import { providersOutput } from './providers.ts';
import { serviceOutput } from './service.ts';
import { statusOutput } from './status.ts';
import { updateOutput } from './update.ts';
import { verifyOutput } from './verify.ts';

/** What each command prints with `--json` where it comes to its result. */
export const outputs = {
  update: updateOutput,
  ip: ipOutput,
  verify: verifyOutput,
  check: checkOutput,
  accounts: accountsOutput,
  doctor: doctorOutput,
  import: importOutput,
  status: statusOutput,
  providers: providersOutput,
  service: serviceOutput,
  history: historyOutput,
  notify: notifyOutput,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type OutputName = keyof typeof outputs;

type Json = Readonly<Record<string, unknown>>;

/** What may grow is any text, with the values of now as its examples. */
function loosened(json: Record<string, unknown>): void {
  if (json.format === 'date-time') delete json.pattern;
  if (json.open !== true) return;
  json.examples = json.enum;
  delete json.enum;
  delete json.open;
}

/** The JSON Schema (draft 2020-12) of what a command prints with `--json`, its errors included. */
export function outputJsonSchema(command: OutputName): Json {
  const { $schema, ...json } = z.toJSONSchema(z.union([outputs[command], errorOutput]), {
    target: 'draft-2020-12',
    // As what is read, a form allows fields that it does not name: those of a later version.
    io: 'input',
    override: ({ jsonSchema }) => loosened(jsonSchema),
  });
  return { $schema, title: `ddns-tray ${command} --json`, ...json };
}
