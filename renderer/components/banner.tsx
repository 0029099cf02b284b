import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon.tsx';

type BannerKind = 'note' | 'caution' | 'critical';

const icons: Record<BannerKind, IconName> = { note: 'note', caution: 'warning', critical: 'cross' };

interface BannerProps {
  readonly kind: BannerKind;
  readonly children: ComponentChildren;
  readonly action?: ComponentChildren;
}

export function Banner({ kind, children, action }: BannerProps): JSX.Element {
  return (
    <div class={`banner ${kind}`}>
      <Icon name={icons[kind]} />
      <div class="banner-text">{children}</div>
      {action}
    </div>
  );
}
