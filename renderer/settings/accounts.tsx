import type { JSX } from 'preact';
import type { AccountView } from '../../electron/contract/snapshot.ts';
import { AccountSecrets } from './account-secrets.tsx';

interface AccountsProps {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly accounts: readonly AccountView[];
  /** Lost secrets were entered; their account may stand elsewhere now. */
  readonly onFound: () => void;
}

export function Accounts(props: AccountsProps): JSX.Element | null {
  const { id, title, hint, accounts, onFound } = props;
  if (accounts.length === 0) return null;
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {accounts.map((account) => (
        <AccountSecrets key={account.id} account={account} onFound={onFound} />
      ))}
    </section>
  );
}
