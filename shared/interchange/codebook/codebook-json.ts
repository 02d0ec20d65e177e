import * as z from 'zod';
import { Failure } from '../../contract/failure.ts';
import { codeFileFields, codeSetFileFields } from '../../model/code-rows.ts';
import {
  type Codebook,
  type CodebookCode,
  type CodebookFinding,
  type CodebookRead,
  codebookKind,
  type FoundCode,
  plainCode,
  type ReadOptions,
  settleCodebook,
  toGuid,
} from './codebook.ts';

const example = z.object({ text: z.string().default(''), momentId: z.string().nullable().default(null) });

/** Only the name is required, so that a codebook can be written by hand. */
const jsonCode = z.object({
  guid: z.string().optional(),
  name: z.string(),
  shortLabel: z.string().default(''),
  color: z.string().nullable().default(null),
  key: z.string().nullable().default(null),
  definition: z.string().default(''),
  whenToUse: z.string().default(''),
  whenNotToUse: z.string().default(''),
  examples: z.array(example).default([]),
  isCodable: z.boolean().default(true),
  isRetired: z.boolean().default(false),
  kind: codebookKind.default(plainCode.kind),
  exclusiveGroup: z.string().nullable().default(null),
  get children(): z.ZodDefault<z.ZodArray<typeof jsonCode>> {
    return z.array(jsonCode).default([]);
  },
});
type JsonCode = z.infer<typeof jsonCode>;

const jsonSet = z.object({
  guid: z.string().optional(),
  name: z.string(),
  description: z.string().default(''),
  codes: z.array(z.string()).default([]),
});

const jsonCodebook = z.object({
  format: z.literal('stillpoint-codebook'),
  version: z.literal(1),
  origin: z.string().default(''),
  codes: z.array(jsonCode),
  sets: z.array(jsonSet).default([]),
});

/**
 * The codebook as JSON, which holds everything. Refused with a list of the fields that are not what they must be. Throws
 * Failure FILE_DAMAGED for what is no JSON, FILE_TOO_LARGE for what is nested too deep to be a codebook.
 */
export function readCodebookJson(text: string, { newId }: ReadOptions): CodebookRead {
  const json = parse(text);
  const parsed = jsonCodebook.safeParse(json);
  if (!parsed.success) {
    const findings = parsed.error.issues.map(
      (issue): CodebookFinding => ({ line: 1, text: issue.path.join(' › '), code: 'fieldUnreadable' }),
    );
    return { codebook: null, findings, unsaid: [], unsaidOfSets: [] };
  }
  const findings: CodebookFinding[] = [];
  let line = 0;
  const idOf = (guid: string | undefined, name: string): string => {
    const known = toGuid(guid);
    if (known === null && guid !== undefined) findings.push({ line, text: name, code: 'guidUnreadable' });
    return known ?? newId();
  };

  function codesIn(codes: readonly JsonCode[], parentId: string | null): FoundCode[] {
    return codes.flatMap(({ guid, children, ...rest }): FoundCode[] => {
      line += 1;
      const id = idOf(guid, rest.name);
      const code: CodebookCode = { ...rest, id, parentId };
      return [{ line, code }, ...codesIn(children, id)];
    });
  }

  const codes = codesIn(parsed.data.codes, null);
  const sets = parsed.data.sets.map(({ guid, name, description, codes: members }) => {
    line += 1;
    const codeIds = members.map((member) => toGuid(member) ?? member);
    return { line, set: { id: idOf(guid, name), name, description, codeIds } };
  });
  const said = new Set(keysIn(json instanceof Object && 'codes' in json ? json.codes : null));
  const saidOfSets = new Set(keysIn(json instanceof Object && 'sets' in json ? json.sets : null));
  const unsaid = codeFileFields.filter((field) => !said.has(field === 'parentId' ? 'children' : field));
  const unsaidOfSets = codeSetFileFields.filter(
    (field) => !saidOfSets.has(field === 'codeIds' ? 'codes' : field),
  );
  return { ...settleCodebook(codes, sets, parsed.data.origin, findings), unsaid, unsaidOfSets };
}

/** The fields that are there for any code or set: whoever writes a list of names and definitions by hand means no more than those. */
function keysIn(codes: unknown): string[] {
  if (!Array.isArray(codes)) return [];
  return codes.flatMap((code: unknown) =>
    code instanceof Object
      ? [...Object.keys(code), ...keysIn('children' in code ? code.children : null)]
      : [],
  );
}

/** A published codebook has six levels; what has this many would only exhaust the stack of whatever walks it. */
const deepest = 512;

function parse(text: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Failure('FILE_DAMAGED', {}, { cause });
  }
  let level = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new Failure('FILE_TOO_LARGE', { limit: `${deepest} levels` });
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return json;
}

export function writeCodebookJson({ origin, codes, sets }: Codebook): string {
  const children = Map.groupBy(codes, (code) => code.parentId);
  const under = (parentId: string | null): z.input<typeof jsonCode>[] =>
    (children.get(parentId) ?? []).map(({ id, parentId: _, ...code }) => ({
      guid: id,
      ...code,
      children: under(id),
    }));
  const json: z.input<typeof jsonCodebook> = {
    format: 'stillpoint-codebook',
    version: 1,
    origin,
    codes: under(null),
    sets: sets.map(({ id, name, description, codeIds }) => ({ guid: id, name, description, codes: codeIds })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
