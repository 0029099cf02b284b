import type { FieldForm, FieldInput } from '../../contract/forms.ts';
import type { Language, Localized } from '../../contract/language.ts';
import { type FormField, formPath } from '../document/form-fields.ts';
import type { FieldMeta } from '../provider.ts';

function inputOf(
  { kind, initial }: FormField,
  meta: FieldMeta | undefined,
  language: Language,
): FieldInput {
  switch (kind.kind) {
    case 'number':
      return kind;
    case 'switch':
    case 'pairs':
      return { kind: kind.kind };
    case 'choice': {
      const options = kind.values.map((value) => {
        return { value, label: meta?.choices?.[value]?.[language] ?? value };
      });
      return { kind: 'choice', options, initial };
    }
    case 'text':
    case 'list':
      return { kind: 'text', multiline: meta?.multiline === true };
  }
}

/** A field of an account as its form shows it: one in a map goes by the names of both. */
export function fieldForm(field: FormField, language: Language): FieldForm {
  const { path, metas, required, secret, initial } = field;
  const meta = metas.at(-1);
  const textOf = (pick: (each: FieldMeta) => Localized | undefined) =>
    metas.flatMap((each) => (each === undefined ? [] : (pick(each)?.[language] ?? []))).at(-1);
  const labels = metas.map((each, at) => each?.label[language] ?? path[at] ?? '');
  return {
    path: formPath(path),
    label: labels.join(language === 'en' ? ': ' : '：'),
    help: textOf(({ help }) => help),
    placeholder: meta?.placeholder ?? (field.kind.kind === 'choice' ? undefined : initial),
    required,
    secret,
    input: inputOf(field, meta, language),
  };
}
