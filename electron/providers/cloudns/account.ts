import * as z from 'zod';
import { addIssue } from '../../core/issue.ts';
import { idField, tokenField } from '../api/account-fields.ts';

const oneOfBoth = {
  en: 'Write “authId” or “subAuthId”, one of the two.',
  'zh-CN': '“authId”与“subAuthId”须填写其中之一。',
};

/** An API user or a sub-user, by its number. */
export const cloudnsAccount = z
  .object({
    authId: idField({
      label: { en: 'auth-id', 'zh-CN': 'auth-id' },
      help: { en: 'The number of an API user.', 'zh-CN': 'API 用户（API user）的编号。' },
      placeholder: '1234',
    }).optional(),
    subAuthId: idField({
      label: { en: 'sub-auth-id', 'zh-CN': 'sub-auth-id' },
      help: {
        en: 'The number of an API sub-user, in place of auth-id.',
        'zh-CN': 'API 子用户（API sub-user）的编号，代替 auth-id。',
      },
      placeholder: '1234',
    }).optional(),
    password: tokenField({ label: { en: 'auth-password', 'zh-CN': 'auth-password' } }),
  })
  .superRefine(({ authId, subAuthId }, context) => {
    if ((authId === undefined) === (subAuthId === undefined)) {
      addIssue(context, [authId === undefined ? 'authId' : 'subAuthId'], oneOfBoth);
    }
  });

export type CloudnsAccount = z.infer<typeof cloudnsAccount>;
