import type { JSX } from 'preact';
import type { EnteredValue, HeldValue, KindForm } from '../../electron/contract/forms.ts';
import { AccountField } from './account-field.tsx';
import { PairsField } from './pairs-field.tsx';

interface AccountFieldsProps {
  /** Before each control's id. */
  readonly id: string;
  readonly service: KindForm;
  readonly held?: Readonly<Record<string, HeldValue>> | undefined;
  readonly values: Readonly<Record<string, EnteredValue>>;
  readonly problem: (path: string) => string | undefined;
  readonly onChange: (values: Readonly<Record<string, EnteredValue>>) => void;
  readonly onBlur: (path: string) => void;
}

const nothing: Readonly<Record<string, HeldValue>> = {};

/** Whether a problem at a path is shown beside its field. */
export function showsProblem({ fields }: KindForm, path: string): boolean {
  return fields.some((form) =>
    form.input.kind === 'pairs'
      ? path.startsWith(`${form.path}/`)
      : path === form.path && form.input.kind !== 'switch',
  );
}

/** All fields of a service's account. */
export function AccountFields(props: AccountFieldsProps): JSX.Element {
  const { id, service, held = nothing, values, problem, onChange, onBlur } = props;
  const set = (path: string, value: EnteredValue | undefined) => {
    const { [path]: _, ...others } = values;
    onChange(value === undefined ? others : { ...others, [path]: value });
  };
  return (
    <>
      {service.fields.map((form) =>
        form.input.kind === 'pairs' ? (
          <PairsField
            key={form.path}
            id={`${id}-${form.path}`}
            form={form}
            held={held}
            values={values}
            problem={problem}
            onChange={set}
            onBlur={onBlur}
          />
        ) : (
          <AccountField
            key={form.path}
            id={`${id}-${form.path}`}
            form={form}
            held={held[form.path]}
            value={values[form.path]}
            problem={problem(form.path)}
            onChange={(value) => set(form.path, value)}
            onBlur={() => onBlur(form.path)}
          />
        ),
      )}
    </>
  );
}
