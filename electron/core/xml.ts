import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element of an XML document. Names are without their prefix. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without spaces at its ends; that of its children is theirs. */
  readonly text: string;
  readonly children: readonly XmlNode[];
}

const textKey = '#text';
const attributesKey = ':@';

/** More than any answer nests. */
const mostLevels = 32;

/** Characters of a document; what an answer takes fits several times over. */
const longest = 1024 * 1024;

/** Marks that begin a tag, a comment or the like: elements are what costs time and memory. */
const mostTags = 50_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  // An entity of a space would be trimmed with the spaces around it; that is done below.
  trimValues: false,
  // The numeric ones come with those of HTML.
  htmlEntities: true,
  maxNestedTags: mostLevels,
});

/** As the parser gives it with `preserveOrder`: each element has one key beside its attributes. */
type Ordered = Readonly<Record<string, unknown>>;

function isList(value: unknown): value is readonly Ordered[] {
  return Array.isArray(value);
}

function nodeOf(element: Ordered): XmlNode | undefined {
  const name = Object.keys(element).find((key) => key !== attributesKey);
  const content = element[name ?? ''];
  if (name === undefined || name === textKey || !isList(content)) return undefined;
  const texts = content.map((each) => each[textKey]).filter((each) => typeof each === 'string');
  return {
    name,
    attributes: (element[attributesKey] ?? {}) as Readonly<Record<string, string>>,
    text: texts.join('').trim(),
    children: content.map(nodeOf).filter((each) => each !== undefined),
  };
}

function hasTooMany(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    count += 1;
    if (count > mostTags) return true;
  }
  return false;
}

/**
 * The root element of a document; undefined for a text that is no well-formed XML, that nests deeper
 * than 32 levels, that is longer than 1 MiB or has more than 25,000 elements, or that brings a
 * document type: no service sends one, and entities of its own are how a small text becomes a huge
 * one. The five entities of XML and numeric ones are resolved.
 */
export function parseXml(text: string): XmlNode | undefined {
  if (text.length > longest || hasTooMany(text)) return undefined;
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) return undefined;
  try {
    // The validator lets a text pass behind a root without content.
    const whole = XMLValidator.validate(text) === true && text.trimEnd().endsWith('>');
    if (!whole) return undefined;
    const parsed: unknown = parser.parse(text);
    const roots = isList(parsed) ? parsed.map(nodeOf).filter((each) => each !== undefined) : [];
    return roots.length === 1 ? roots[0] : undefined;
  } catch {
    return undefined;
  }
}

/** The children of that name; none where the node is not there. */
export function childrenOf(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

/** The first node at a path of names below `node`; undefined where there is none. */
export function childAt(
  node: XmlNode | undefined,
  ...path: readonly string[]
): XmlNode | undefined {
  return path.reduce((at, name) => childrenOf(at, name)[0], node);
}

/** The text at a path of names below `node`; undefined where there is no such element. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  return childAt(node, ...path)?.text;
}

/** A text as it stands in an element or in an attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
