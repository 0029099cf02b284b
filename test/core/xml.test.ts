import { describe, expect, it } from 'vitest';
import { childrenOf, escapeXml, parseXml, textAt } from '../../electron/core/xml.ts';

describe('XML', () => {
  it('is read as elements, attributes and texts', () => {
    const root = parseXml(
      '<?xml version="1.0" encoding="UTF-8"?>\n<!-- c -->\n<n:a xmlns:n="u" x=\'1 &amp; 2\'>\n <b>007</b>\n <b> 1<!-- d -->2 </b><b/>\n</n:a>\n',
    );
    expect(root?.name).toBe('a');
    expect(root?.attributes).toMatchObject({ x: '1 & 2' });
    expect(childrenOf(root, 'b').map(({ text }) => text)).toEqual(['007', '12', '']);
    expect(textAt(root, 'b')).toBe('007');
    expect(textAt(root, 'c', 'd')).toBeUndefined();
    expect(textAt(undefined, 'c')).toBeUndefined();
  });

  it('has its entities resolved, once', () => {
    const root = parseXml('<a>&lt;&gt;&amp;&quot;&apos;&#42;&#x2A; &amp;lt; &amp;#42; &own;</a>');
    expect(root?.text).toBe('<>&"\'** &lt; &#42; &own;');
    expect(parseXml('<a><![CDATA[<b>&amp;]]></a>')?.text).toBe('<b>&amp;');
  });

  it('keeps a text through writing and reading', () => {
    const text = `<a b="c" d='e'>&amp; & 家</a>`;
    expect(parseXml(`<r x="${escapeXml(text)}">${escapeXml(text)}</r>`)).toMatchObject({
      attributes: { x: text },
      text,
    });
  });

  it('is read where it is a list of a thousand records', () => {
    const record = `<record>${'<field>value</field>'.repeat(6)}</record>`;
    expect(childrenOf(parseXml(`<r>${record.repeat(1000)}</r>`), 'record')).toHaveLength(1000);
  });

  it.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['JSON', '{"a":1}'],
    ['a document that was cut', '<a><b>1</b>'],
    ['tags that cross', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['more behind the root', '<a/>more'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['entities of its own', '<!doctype a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a name that is a trap', '<a><__proto__>1</__proto__></a>'],
    ['more levels than any answer', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    ['a million open tags', '<a>'.repeat(1_000_000)],
    ['more elements than any answer has', `<r>${'<a/>'.repeat(60_000)}</r>`],
    ['more comments than any answer has', `<r>${'<!---->'.repeat(60_000)}</r>`],
    ['a huge attribute', `<r a="${'x'.repeat(2_000_000)}"/>`],
    [
      'a million attributes',
      `<r ${Array.from({ length: 200_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ],
  ])('is refused: %s', (_, text) => {
    expect(parseXml(text)).toBeUndefined();
  });
});
