import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { renderTable } from './table.ts';
import { rendererFiles, windowTables } from './window.ts';

describe('the tables of the window', () => {
  const files = [
    { name: 'app.css', size: 900, gzip: 300 },
    { name: 'app.js', size: 60_000, gzip: 20_000 },
  ];

  it('show what the window takes beyond an empty one, and its files with their sum', () => {
    const tables = windowTables({ rounds: 15, settings: 92.4, empty: 80.2, files });
    const lines = tables.flatMap(renderTable).map((line) => line.replace(/ {2,}/g, ' '));
    expect(lines).toContain('beyond the empty page 12 ms');
    expect(lines).toContain('app.js 60000 20000');
    expect(lines).toContain('all 60900 20300');
  });

  it('show a dash where nothing was measured', () => {
    const tables = windowTables({ rounds: 15, settings: undefined, empty: 80.2, files: [] });
    const lines = tables.flatMap(renderTable).map((line) => line.replace(/ {2,}/g, ' '));
    expect(lines).toContain('beyond the empty page –');
  });

  it('weigh each file as it is, and packed', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'app.js'), 'a'.repeat(5000));
    const [file] = rendererFiles(folder);
    expect(file).toMatchObject({ name: 'app.js', size: 5000 });
    expect(file?.gzip).toBeLessThan(100);
  });
});
