import * as z from 'zod';
import { codeSetFileFields } from '../model/code-rows.ts';
import * as ids from '../model/ids.ts';
import { rowSchemas } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

const { name, description, guid } = rowSchemas.codeSet.shape;
const codeIds = z.array(ids.codeId).max(20_000);

export const codeSetContract = {
  create: procedure
    .input(writing({ name, description: description.default(''), codeIds: codeIds.default([]) }))
    .output(type<{ id: ids.CodeSetId; change: Change }>()),
  update: procedure
    .input(writing({ id: ids.codeSetId, name: name.optional(), description: description.optional() }))
    .output(type<Change>()),
  /** Its codes stay. */
  remove: procedure.input(writing({ id: ids.codeSetId })).output(type<Change>()),
  /** Last of the set, unless it is in it already. */
  addCode: procedure.input(writing({ id: ids.codeSetId, codeId: ids.codeId })).output(type<Change>()),
  removeCode: procedure.input(writing({ id: ids.codeSetId, codeId: ids.codeId })).output(type<Change>()),
};

/** A set as a file brought it; its codes by the names they have within the file. */
export const importedSet = z.object({
  guid,
  name,
  description: description.default(''),
  codeRefs: z.array(z.string().max(200)).max(20_000),
  /** Fields that the file says nothing of: a set that is here already keeps its own. */
  unsaid: z.array(z.enum(codeSetFileFields)).default([]),
});
export type ImportedSet = z.infer<typeof importedSet>;
