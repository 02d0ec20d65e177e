import { strToU8, zipSync } from 'fflate';
import { Failure } from '../../contract/failure.ts';
import { bytesToText } from '../bytes-to-text.ts';
import { elementsOf, readXml, type XmlElement, xmlEscape } from '../xml.ts';
import { openZip, type ZipContents } from '../zip.ts';
import { type Collector, collectTranscript } from './collect.ts';
import { type Paragraph, readParagraphs } from './paragraphs.ts';
import { type TextOptions, turnAsText } from './plain-text.ts';
import { readTable, type TableRow } from './table.ts';
import { inTimeOrder, type Transcript, type TranscriptRead, type Written } from './transcript.ts';

/**
 * A Word document (ECMA-376): the text of its body as it reads with all tracked changes accepted. Tables that are a
 * transcript are read as one, others cell by cell. Lines count paragraphs and table rows. Throws Failure as `openZip` and
 * `readXml` do, and FILE_NOT_RECOGNISED for a zip that is no Word document.
 */
export function readDocx(bytes: Uint8Array): TranscriptRead {
  const zip = openZip(bytes);
  const part = zip.read(mainPart(zip));
  if (part === null) throw new Failure('FILE_NOT_RECOGNISED');
  const root = readXml(bytesToText(part).text);
  const body = elementsOf(root, 'body')[0];
  if (root.name !== 'document' || body === undefined) throw new Failure('FILE_NOT_RECOGNISED');

  const collector = collectTranscript();
  const blocks = blocksOf(body);
  let line = 1;
  let paragraphs: Paragraph[] = [];
  const flush = () => {
    readParagraphs(paragraphs, collector);
    paragraphs = [];
  };
  for (const block of blocks) {
    if (block.name === 'p') {
      const text = paragraphText(block, line, collector);
      // A paragraph is a turn of its own unless heads say otherwise.
      if (text.trim() !== '') paragraphs.push({ line, text, isAfterGap: true });
      line += 1;
      continue;
    }
    const rows = elementsOf(block, 'tr').map((row): TableRow => {
      const cells = elementsOf(row, 'tc').map((cell) => cellText(cell, line, collector));
      line += 1;
      return { line: line - 1, cells };
    });
    flush();
    if (readTable(rows, collector)) continue;
    for (const row of rows) {
      const text = row.cells.filter((cell) => cell.trim() !== '').join('\n');
      if (text !== '') paragraphs.push({ line: row.line, text, isAfterGap: true });
    }
  }
  flush();
  return collector.done();
}

/** Word 365 also writes `word/document2.xml`; the package says which it is. */
function mainPart(zip: ZipContents): string {
  const relations = zip.read('_rels/.rels');
  const main =
    relations === null
      ? undefined
      : elementsOf(readXml(bytesToText(relations).text)).find((relation) =>
          relation.attributes.get('Type')?.endsWith('/officeDocument'),
        );
  return (main?.attributes.get('Target') ?? 'word/document.xml').replace(/^\//, '');
}

/** Paragraphs and tables in order, also those inside content controls and inserted passages. */
function blocksOf(parent: XmlElement): XmlElement[] {
  return elementsOf(parent).flatMap((child) => {
    if (child.name === 'p' || child.name === 'tbl') return [child];
    return ['sdt', 'sdtContent', 'ins', 'moveTo', 'customXml'].includes(child.name) ? blocksOf(child) : [];
  });
}

function cellText(cell: XmlElement, line: number, collector: Collector): string {
  const inner = blocksOf(cell).flatMap((block) =>
    block.name === 'p'
      ? [paragraphText(block, line, collector)]
      : elementsOf(block, 'tr').flatMap((row) =>
          elementsOf(row, 'tc').map((nested) => cellText(nested, line, collector)),
        ),
  );
  return inner.join('\n').trim();
}

const asText: Record<string, string> = {
  tab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '\u2011',
  softHyphen: '',
};
/** What was deleted, how it looks, fields' formulas, and the second of two ways to show the same. */
const passedOver = new Set([
  'del',
  'moveFrom',
  'pPr',
  'rPr',
  'instrText',
  'delText',
  'Fallback',
  'sdtPr',
  'rt',
]);
const listed = new Set([
  'footnoteReference',
  'endnoteReference',
  'commentReference',
  'drawing',
  'pict',
  'object',
]);

function paragraphText(paragraph: XmlElement, line: number, collector: Collector): string {
  let text = '';
  let hasObject = false;
  const walk = (parent: XmlElement) => {
    for (const child of elementsOf(parent)) {
      if (child.name === 't') text += child.children.filter((node) => typeof node === 'string').join('');
      else if (listed.has(child.name)) hasObject = true;
      else if (asText[child.name] !== undefined) text += asText[child.name];
      else if (!passedOver.has(child.name)) walk(child);
    }
  };
  walk(paragraph);
  if (hasObject) collector.leaveOut(line, text, 'objectLeftOut');
  return text;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageSpace = 'http://schemas.openxmlformats.org/package/2006';
const documentSpace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/**
 * The smallest package that Word, LibreOffice and the analysis programs open: the paragraphs of `writePlainText`, stamp
 * and name in bold. The same transcript gives the same bytes.
 */
export function writeDocx({ turns }: Transcript, options: TextOptions): Written<Uint8Array> {
  const paragraphs = inTimeOrder(turns).map((turn) => {
    const { head, text } = turnAsText(turn, options);
    return `<w:p>${run(head, '<w:rPr><w:b/></w:rPr>')}${run(text, '')}</w:p>`;
  });
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${packageSpace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${wordType}"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageSpace}/relationships"><Relationship Id="rId1" Type="${documentSpace}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${wordSpace}"><w:body>${paragraphs.join('')}<w:sectPr/></w:body></w:document>`,
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(declaration + xml)] as const);
  const content = zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });
  return { content, leftOut: [] };
}

/** A run of text, its line ends and tabs as Word keeps them. */
function run(text: string, properties: string): string {
  if (text === '') return '';
  const inner = text
    .split(/(\n|\t)/)
    .map((part) => {
      if (part === '\n') return '<w:br/>';
      if (part === '\t') return '<w:tab/>';
      return part === '' ? '' : `<w:t xml:space="preserve">${xmlEscape(part)}</w:t>`;
    })
    .join('');
  return `<w:r>${properties}${inner}</w:r>`;
}
