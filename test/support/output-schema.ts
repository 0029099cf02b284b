import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import {
  type OutputName,
  outputJsonSchema,
  outputs,
} from '../../electron/core/output/json-schema.ts';

/** The same schema without room for a field that it does not name. */
function closed(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const inside = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const own = Object.hasOwn(schema, 'properties') ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(inside), ...own };
}

const validators = new Map<OutputName, ValidateFunction>();

function validatorOf(command: OutputName): ValidateFunction {
  const known = validators.get(command);
  if (known !== undefined) return known;
  const ajv = new Ajv2020({ formats: { 'date-time': isTime }, allErrors: true });
  const validator = ajv.compile(closed(outputJsonSchema(command)) as object);
  validators.set(command, validator);
  return validator;
}

function isTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}

function isOutput(word: string): word is OutputName {
  return Object.hasOwn(outputs, word);
}

/**
 * What a command printed with `--json` must fit its published schema, field by field. Throws where
 * it does not; what another command printed, or none, is let pass.
 */
export function checkOutput(args: readonly string[], stdout: string): void {
  const command = args.find(isOutput);
  if (command === undefined || !args.includes('--json') || stdout === '') return;
  const validate = validatorOf(command);
  if (validate(JSON.parse(stdout))) return;
  const problems = (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
  throw new Error(`${command} --json is not as published:\n${problems.join('\n')}\n${stdout}`);
}
