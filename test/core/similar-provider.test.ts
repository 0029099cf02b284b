import { describe, expect, it } from 'vitest';
import { similarProviders } from '../../electron/core/settings/similar-provider.ts';

const providers = [
  ['alidns', 'Alibaba Cloud DNS', '阿里云云解析 DNS', 'https://www.aliyun.com/product/dns'],
  ['aliesa', 'Alibaba Cloud ESA', '阿里云边缘安全加速', 'https://www.aliyun.com/product/esa'],
  ['route53', 'AWS Route 53', 'AWS Route 53', 'https://aws.amazon.com/route53/'],
  ['webhook', 'Webhook', '自定义网址', ''],
].map(([id = '', en = '', zh = '', website = '']) => ({ id, name: { en, 'zh-CN': zh }, website }));

describe('providers that a word may mean', () => {
  it.each([
    ['aliyun', ['alidns', 'aliesa']],
    ['阿里', ['alidns', 'aliesa']],
    ['AWS', ['route53']],
    ['aliddns', ['alidns']],
    ['Route 53', ['route53']],
    ['a', []],
    ['nothing-like-it', []],
  ])('%s', (word, ids) => {
    expect(similarProviders(word, providers)).toEqual(ids);
  });
});
