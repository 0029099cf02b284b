import { defineNowcn } from './nowcn/declare.ts';

/** Eranet, which has the API of now.cn. */
export const eranet = defineNowcn({
  id: 'eranet',
  name: { en: 'Eranet', 'zh-CN': 'Eranet' },
  website: 'https://www.eranet.com/',
  docs: 'https://www.eranet.com/',
  host: 'www.eranet.com',
  country: 'HK',
});
