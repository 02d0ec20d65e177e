import { uuidv7 } from 'uuidv7';
import type * as z from 'zod';

/** A new id of the kind that `schema` brands. */
export function newId<S extends z.ZodType<string>>(schema: S): z.infer<S> {
  return schema.parse(uuidv7());
}
