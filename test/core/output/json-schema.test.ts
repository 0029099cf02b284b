import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type OutputName,
  outputJsonSchema,
  outputs,
} from '../../../electron/core/output/json-schema.ts';
import { serviceData } from '../../../electron/core/service/page.ts';
import { checkOutput } from '../../support/output-schema.ts';
import { schemaBreaks } from '../../support/schema-breaks.ts';

const commands = Object.keys(outputs) as readonly OutputName[];

/** As the first version promised it. Not to be edited: a field may come, and none may go. */
function published(command: OutputName): Readonly<Record<string, unknown>> {
  const file = path.join(import.meta.dirname, '../../published/0.1', `${command}.schema.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe.each(commands)('what “%s --json” prints', (command) => {
  it('is still what scripts of the first version read', () => {
    expect(schemaBreaks(published(command), outputJsonSchema(command))).toEqual([]);
  });

  it('lets nothing pass that has a field of no schema', () => {
    const odd = JSON.stringify({
      ok: false,
      status: 2,
      error: { kind: 'usage', message: 'x', problems: [] },
      odd: true,
    });
    expect(() => checkOutput([command, '--json'], odd)).toThrow('is not as published');
    expect(() => checkOutput([command, '--json'], odd.replace(',"odd":true', ''))).not.toThrow();
  });
});

describe('what “service --json” prints', () => {
  const least = { manager: 'systemd', reach: 'user', place: '/x', installed: 'no' } as const;
  it.each([
    ['of one that is not there', serviceData(least)],
    [
      'of one that runs',
      serviceData({ ...least, installed: 'ours', running: true, since: 0, lingers: false }),
    ],
    [
      'of one that ended beside another',
      serviceData({ ...least, installed: 'ours', running: false, exit: 2, beside: '/y' }),
    ],
    ['of one that was removed', { ok: true, removed: true, place: '/x' }],
  ])('fits its schema %s', (_, data) => {
    expect(() => checkOutput(['service', '--json'], JSON.stringify(data))).not.toThrow();
  });
});

describe('a schema that would break a script', () => {
  const record = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      type: { type: 'string', enum: ['A', 'AAAA'] },
      state: { type: 'string', examples: ['good'] },
      ttl: { type: 'number' },
    },
    required: ['name', 'type'],
  };
  const before = {
    $defs: { record },
    type: 'object',
    properties: {
      ok: { const: true },
      records: { type: 'array', items: { $ref: '#/$defs/record' } },
    },
    required: ['ok', 'records'],
  };
  const changed = (more: object) => ({ ...before, $defs: { record: { ...record, ...more } } });
  const withField = (field: object) => changed({ properties: { ...record.properties, ...field } });

  it('is none where a field comes, or an open list grows', () => {
    expect(schemaBreaks(before, before)).toEqual([]);
    expect(schemaBreaks(before, withField({ zone: { type: 'string' } }))).toEqual([]);
    expect(
      schemaBreaks(before, withField({ state: { type: 'string', examples: ['good', 'new'] } })),
    ).toEqual([]);
    expect(schemaBreaks(before, changed({ required: ['name', 'type', 'ttl'] }))).toEqual([]);
  });

  it.each([
    [
      'loses a field',
      changed({ properties: { type: record.properties.type } }),
      '.records[].name is gone',
    ],
    ['makes a field uncertain', changed({ required: ['name'] }), '.records[].type may be missing'],
    [
      'gives a field another type',
      withField({ ttl: { type: ['number', 'string'] } }),
      '.records[].ttl may be number or string, not only number',
    ],
    [
      'lets a closed list grow',
      withField({ type: { type: 'string', enum: ['A', 'AAAA', 'CNAME'] } }),
      '.records[].type may have values that it never had: CNAME',
    ],
    [
      'opens a closed list',
      withField({ type: { type: 'string' } }),
      '.records[].type may have values that it never had: any',
    ],
    [
      'offers another shape',
      {
        ...before,
        properties: { ...before.properties, ok: { anyOf: [{ const: true }, { const: 1 }] } },
      },
      '.ok|1 may have values that it never had: 1',
    ],
  ])('is one that %s', (_, after, sentence) => {
    expect(schemaBreaks(before, after)).toContain(sentence);
  });
});
