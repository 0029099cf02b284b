import { defineNowcn } from './nowcn/declare.ts';

/** TNET Hong Kong, which has the API of now.cn. */
export const tnethk = defineNowcn({
  id: 'tnethk',
  name: { en: 'TNET HK', 'zh-CN': 'TNET HK' },
  website: 'https://www.tnet.hk/',
  docs: 'https://www.tnet.hk/',
  host: 'www.tnet.hk',
  country: 'HK',
});
