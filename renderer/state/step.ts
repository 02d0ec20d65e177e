import { uuidv7 } from 'uuidv7';
import type { StepId } from '../../shared/model/ids.ts';

/** Names an undo step: edits that carry the same one are undone together. */
export function newStep(): StepId {
  // The brand's own maker is zod's parse, which would bring all of zod into the page for this one line.
  return uuidv7() as StepId;
}
