import { SaxesParser } from 'saxes';
import { Failure } from '../contract/failure.ts';

/** An element by its local name: prefixes differ from program to program. `line` counts from 1. */
export type XmlElement = {
  name: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlNode[];
  line: number;
};
export type XmlNode = XmlElement | string;

export type XmlLimits = { characters: number; depth: number; elements: number };

/** Ten hours of word-by-word annotation stay under a tenth of these; what is above them would fill the memory. */
const usualLimits: XmlLimits = { characters: 64_000_000, depth: 256, elements: 2_000_000 };

/**
 * Reads a document into a tree. Refuses every DOCTYPE: without one there are no entities but the five of XML itself, so
 * neither an entity bomb nor an external entity can be said at all. Throws Failure: XML_FORBIDDEN and XML_DAMAGED with
 * `line` and `column` (both from 1), FILE_TOO_LARGE with `limit`.
 */
export function readXml(text: string, limits: XmlLimits = usualLimits): XmlElement {
  if (text.length > limits.characters) throw tooLarge(`${limits.characters / 1_000_000} million characters`);
  const parser = new SaxesParser({ xmlns: true });
  const place = () => ({ line: parser.line, column: parser.column + 1 });
  const top: XmlElement = { name: '', attributes: new Map(), children: [], line: 0 };
  const open = [top];
  let count = 0;
  const append = (content: string) => {
    const siblings = open.at(-1)?.children;
    const last = siblings?.at(-1);
    if (typeof last === 'string') siblings?.splice(-1, 1, last + content);
    else siblings?.push(content);
  };

  parser.on('error', (cause) => {
    throw new Failure('XML_DAMAGED', place(), { cause });
  });
  parser.on('doctype', () => {
    throw new Failure('XML_FORBIDDEN', place());
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('opentag', (tag) => {
    count += 1;
    if (count > limits.elements) throw tooLarge(`${limits.elements} elements`);
    if (open.length > limits.depth) throw tooLarge(`${limits.depth} levels`);
    const attributes = new Map(
      Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value]),
    );
    const element: XmlElement = { name: tag.local, attributes, children: [], line: parser.line };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
  const root = elementsOf(top)[0];
  if (root === undefined) throw new Failure('XML_DAMAGED', place());
  return root;
}

function tooLarge(limit: string): Failure {
  return new Failure('FILE_TOO_LARGE', { limit });
}

export function elementsOf(parent: XmlElement, name?: string): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

/** All text inside, in order. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text as XML content or attribute value. Characters that XML 1.0 cannot hold at all are dropped; line ends and tabs are
 * written as references, since a reader turns the bare ones in an attribute into spaces.
 */
export function xmlEscape(text: string, where: 'content' | 'attribute' = 'content'): string {
  const held = text.toWellFormed().replaceAll(/(?![\n\r\t])[\p{Cc}\uFFFE\uFFFF]/gu, '');
  const escaped = held.replaceAll(/[&<>"]/g, (sign) => escapes[sign] ?? sign).replaceAll('\r', '&#13;');
  return where === 'content' ? escaped : escaped.replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}

/** ` name="value"` for each that is not null. */
export function xmlAttributes(values: Record<string, string | number | boolean | null>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${xmlEscape(String(value), 'attribute')}"`))
    .join('');
}
