import { defineNowcn } from './nowcn/declare.ts';

/** Now.cn (Todaynic), https://www.todaynic.com/docApi/. */
export const nowcn = defineNowcn({
  id: 'nowcn',
  name: { en: 'Now.cn', 'zh-CN': '时代互联' },
  website: 'https://www.now.cn/',
  docs: 'https://www.todaynic.com/docApi/',
  host: 'api.now.cn',
  country: 'CN',
});
