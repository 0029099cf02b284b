import type { Localized } from '../../contract/language.ts';
import { detailText, type Failure, failure } from '../../core/outcome.ts';
import { ApiFailure } from './api-failure.ts';

/** What was done before a later request of the same write failed; the reason follows. */
export const addressOnly: Localized = {
  en: 'the address is written, but not the TTL',
  'zh-CN': '地址已写入，但 TTL 未能写入',
};

export const surplusLeft: Localized = {
  en: 'the address is there, but an old record beside it is not deleted',
  'zh-CN': '地址已生效，但旁边的旧记录未能删除',
};

/**
 * A failure after which the record may hold the address all the same: marked as unconfirmed, so that
 * nobody takes it for not written and the next round looks first. `done` says what was done.
 */
export function inDoubt({ kind, detail, ...more }: Failure, done: Localized): Failure {
  const told = {
    en: `${done.en}: ${detailText(detail, 'en')}`,
    'zh-CN': `${done['zh-CN']}：${detailText(detail, 'zh-CN')}`,
  };
  return failure(kind, told, { ...more, unconfirmed: true });
}

/** For the `catch` of a later request of one write: throws its failure as one {@link inDoubt}. */
export function halfDone(done: Localized): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ApiFailure)) throw error;
    throw new ApiFailure(inDoubt(error.failure, done), error.reply);
  };
}

/** For the `catch` of a deletion: one that is gone already is as well. */
export function unlessGone(error: unknown): void {
  if (error instanceof ApiFailure && error.failure.kind === 'recordNotFound') return;
  throw error;
}
