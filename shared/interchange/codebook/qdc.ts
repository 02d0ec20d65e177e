import { Failure } from '../../contract/failure.ts';
import type { CodeFileField } from '../../model/code-rows.ts';
import { elementsOf, readXml, textOf, type XmlElement, xmlAttributes, xmlEscape } from '../xml.ts';
import {
  type Codebook,
  type CodebookCode,
  type CodebookFinding,
  type CodebookRead,
  type CodebookSet,
  type FoundCode,
  type FoundSet,
  plainCode,
  type ReadOptions,
  settleCodebook,
  toGuid,
} from './codebook.ts';
import { descriptionOf, fromDescription } from './description.ts';

const namespace = 'urn:QDA-XML:codebook:1.0';

/** What a REFI-QDA codebook has no place for. */
const placeless: readonly CodeFileField[] = ['key', 'shortLabel', 'isRetired', 'kind'];

/** By this description a set is known for an exclusive group; other programs show it to a person. */
const exclusiveDescription = 'Of these codes, each coder has one at a time.';

/**
 * A REFI-QDA codebook (REFI-QDA Standard 1.5, Codebook.xsd of 18 March 2019). Throws Failure as `readXml` does, and
 * FILE_NOT_RECOGNISED.
 */
export function readQdc(text: string, { newId }: ReadOptions): CodebookRead {
  const root = readXml(text);
  if (root.name !== 'CodeBook') throw new Failure('FILE_NOT_RECOGNISED');
  const findings: CodebookFinding[] = [];

  function idOf({ line, attributes }: XmlElement): string {
    const guid = toGuid(attributes.get('guid'));
    if (guid === null) findings.push({ line, text: attributes.get('name') ?? '', code: 'guidUnreadable' });
    return guid ?? newId();
  }

  function codesIn(parent: XmlElement, parentId: string | null): FoundCode[] {
    return elementsOf(parent).flatMap((element): FoundCode[] => {
      const { line, name, attributes } = element;
      if (name === 'Description') return [];
      if (name !== 'Code') {
        findings.push({ line, text: name, code: 'elementLeftOut' });
        return [];
      }
      const isCodable = attributes.get('isCodable')?.trim() ?? 'true';
      if (!/^(?:true|false|0|1)$/.test(isCodable))
        findings.push({ line, text: isCodable, code: 'flagUnreadable' });
      const id = idOf(element);
      const code: CodebookCode = {
        ...plainCode,
        ...fromDescription(descriptionIn(element)),
        id,
        parentId,
        name: attributes.get('name') ?? '',
        color: attributes.get('color') ?? null,
        isCodable: !/^(?:false|0)$/.test(isCodable),
      };
      return [{ line, code }, ...codesIn(element, id)];
    });
  }

  const codes = elementsOf(root, 'Codes').flatMap((element) => codesIn(element, null));
  const sets = elementsOf(root, 'Sets')
    .flatMap((element) => elementsOf(element, 'Set'))
    .map((element): FoundSet => {
      const members = elementsOf(element, 'MemberCode').map(({ attributes }) => attributes.get('guid') ?? '');
      const set = {
        id: idOf(element),
        name: element.attributes.get('name') ?? '',
        description: descriptionIn(element),
        codeIds: members.map((guid) => toGuid(guid) ?? guid),
      };
      return { line: element.line, set };
    });
  const groups = sets.filter(({ set }) => set.description.trim() === exclusiveDescription);
  for (const { code } of codes)
    code.exclusiveGroup = groups.find(({ set }) => set.codeIds.includes(code.id))?.set.name ?? null;
  const others = sets.filter((one) => !groups.includes(one));
  const unsaid = groups.length > 0 ? placeless : [...placeless, 'exclusiveGroup' as const];
  const settled = settleCodebook(codes, others, root.attributes.get('origin') ?? '', findings);
  return { ...settled, unsaid, unsaidOfSets: [] };
}

function descriptionIn(element: XmlElement): string {
  return elementsOf(element, 'Description').map(textOf).join('\n');
}

/**
 * A REFI-QDA codebook that its schema accepts, but for an empty one, which it does not know. It holds the tree, names,
 * colours, whether a code is codable, sets, exclusive groups as sets of their own, and in the description all that is
 * written of a code. Short label, key, kind, retirement and the links of examples have no place in it.
 */
export function writeQdc({ origin, codes, sets }: Codebook): string {
  const children = Map.groupBy(codes, (code) => code.parentId);

  function codesUnder(parentId: string | null, indent: string): string {
    return (children.get(parentId) ?? [])
      .map((code) => {
        const { id: guid, name, isCodable, color } = code;
        const inner = described(descriptionOf(code), indent) + codesUnder(guid, `${indent}  `);
        return element('Code', { guid, name, isCodable, color }, inner, indent);
      })
      .join('');
  }

  const setElements = [...exclusiveSets(codes, sets), ...sets].map(({ id, name, description, codeIds }) => {
    const members = codeIds.map((guid) => element('MemberCode', { guid }, '', '      ')).join('');
    return element('Set', { guid: id, name }, described(description, '    ') + members, '    ');
  });
  const all = `  <Codes>\n${codesUnder(null, '    ')}  </Codes>\n`;
  const grouped = setElements.length === 0 ? '' : `  <Sets>\n${setElements.join('')}  </Sets>\n`;
  const head = xmlAttributes({ xmlns: namespace, origin: origin || null });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CodeBook${head}>\n${all}${grouped}</CodeBook>\n`;
}

/** A group that another program made a plain set of, and brought back, has its guid there: then it takes another here. */
function exclusiveSets(codes: readonly CodebookCode[], sets: readonly CodebookSet[]): CodebookSet[] {
  const taken = new Set(sets.map(({ id }) => id));
  const freeGuidOf = (name: string, round = 1): string => {
    const guid = guidOf(round === 1 ? name : `${name} ${round}`);
    return taken.has(guid) ? freeGuidOf(name, round + 1) : guid;
  };
  const groups = Map.groupBy(codes, ({ exclusiveGroup }) => exclusiveGroup);
  return [...groups].flatMap(([name, members]): CodebookSet[] =>
    name === null
      ? []
      : [
          {
            id: freeGuidOf(name),
            name,
            description: exclusiveDescription,
            codeIds: members.map(({ id }) => id),
          },
        ],
  );
}

/** A group has no guid of its own: made of its name, it is the same in every file (FNV-1a of 32 bits, four times over). */
function guidOf(name: string): string {
  let hash = 0x811c9dc5;
  let digits = '';
  for (let round = 0; round < 4; round += 1) {
    for (const sign of `${round}${name}`) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
    digits += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

function described(description: string, indent: string): string {
  return description === '' ? '' : `${indent}  <Description>${xmlEscape(description)}</Description>\n`;
}

function element(
  name: string,
  attributes: Parameters<typeof xmlAttributes>[0],
  inner: string,
  indent: string,
): string {
  const head = `${indent}<${name}${xmlAttributes(attributes)}`;
  return inner === '' ? `${head}/>\n` : `${head}>\n${inner}${indent}</${name}>\n`;
}
