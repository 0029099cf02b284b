import { describe, expect, it } from 'vitest';
import {
  line,
  type Page,
  type PageStyle,
  plainStyle,
  renderPage,
} from '../../../electron/core/views/page.ts';
import { displayWidth } from '../../../electron/core/views/width.ts';

const terminal: PageStyle = { aligned: true, paint: (text, tone) => `<${tone}:${text}>` };
const unpainted: PageStyle = { aligned: true, paint: (text) => text };

const page: Page = [
  {
    kind: 'table',
    head: ['记录', 'empty', 'state'],
    rows: [
      [{ text: 'a.example' }, { text: '' }, { text: '已更新', tone: 'good' }],
      [{ text: '家' }, { text: '' }, { text: 'x' }],
    ],
  },
  line('done', 'good'),
];

describe('the width of a text in a terminal', () => {
  it.each([
    ['abc', 3],
    ['记录', 4],
    ['（a）', 5],
    ['ｆｕｌｌ', 8],
    ['カナ', 4],
    ['한글', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['😀', 2],
    ['', 0],
  ])('of %j is %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('a page', () => {
  it('makes room for the widest cell even where that is East Asian', () => {
    const rows = [
      [{ text: '家用电脑' }, { text: 'x' }],
      [{ text: 'abcdef' }, { text: 'y' }],
    ];
    const table = { kind: 'table', head: ['a', 'b'], rows } as const;
    expect(renderPage([table], unpainted)).toEqual(['a         b', '家用电脑  x', 'abcdef    y']);
  });

  it('has columns under each other in a terminal, East Asian letters counted as two', () => {
    expect(renderPage(page, unpainted)).toEqual([
      '记录       state',
      'a.example  已更新',
      '家         x',
      'done',
    ]);
  });

  it('paints without moving a column', () => {
    const lines = renderPage(page, terminal);
    expect(lines[1]).toBe('a.example  <good:已更新>');
    expect(lines[3]).toBe('<good:done>');
  });

  it('has tabs and nothing else between columns in a pipe', () => {
    expect(renderPage(page, plainStyle)).toEqual([
      '记录\tstate',
      'a.example\t已更新',
      '家\tx',
      'done',
    ]);
  });
});
