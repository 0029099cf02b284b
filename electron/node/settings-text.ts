import { Document, isScalar, visit } from 'yaml';
import type { SettingsTextFormat } from '../core/document.ts';
import { referenceKinds } from '../core/settings/reader-secrets.ts';
import { readYaml } from './settings-file-yaml.ts';

const kinds: readonly unknown[] = referenceKinds;

/** Settings as YAML 1.2: the format of the headless file. */
export function createSettingsText(): SettingsTextFormat {
  return {
    read: readYaml,
    write: (document, header) => {
      const yaml = new Document(document, { version: '1.2', aliasDuplicateObjects: false });
      visit(yaml, {
        Map: (_, node) => {
          const [pair, ...more] = node.items;
          const reference = isScalar(pair?.key) && kinds.includes(pair.key.value);
          if (reference && more.length === 0 && isScalar(pair.value)) node.flow = true;
        },
      });
      const comment = header
        .flatMap((line) => line.split(/[\r\n\u2028\u2029]+/))
        .map((line) => `# ${line}\n`);
      return comment.join('') + yaml.toString({ lineWidth: 0 });
    },
  };
}
