import { uuidv7 } from 'uuidv7';
import type { ExportId, StagedId, StepId } from '../../shared/model/ids.ts';

/** An id that the page makes up itself. Its brand's own maker is zod's parse, which would bring all of zod into the page. */
export function mintId<Id extends StepId | ExportId | StagedId>(): Id {
  return uuidv7() as Id;
}

/** Names an undo step: edits that carry the same one are undone together. */
export const newStep = (): StepId => mintId();
