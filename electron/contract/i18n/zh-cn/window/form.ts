import type { form as en } from '../../en/window/form.ts';

/** What all forms have, in Chinese. */
export const form: typeof en = {
  save: '保存',
  saved: '已保存。',
  discard: '放弃更改',
  unsaved: '有尚未保存的更改。',
  overtaken: '设置在此期间已被其他地方修改。现在保存会覆盖那些修改。',
  elsewhere: '设置中的其他内容有问题，因此无法保存：',
  optional: '（选填）',
  show: '显示',
  hide: '隐藏',
  kept: '已设置，并加密保存在本机',
  replace: '更换',
  keep: '保持不变',
  lost: '已无法读取，请重新输入',
  env: (name) => `从环境变量 ${name} 读取`,
  file: (name) => `从文件 ${name} 读取`,
  enterHere: '改为在此输入',
  pairName: '名称',
  addPair: '添加',
  remove: '移除',
  removeNamed: (what) => `移除 ${what}`,
  back: (page) => `返回“${page}”`,
  search: '搜索',
  noMatch: '没有符合搜索条件的内容。',
  gone: '设置中已没有此项。',
};
