import type { CodebookFormat } from '../../../../../shared/interchange/codebook/read-codebook.ts';
import { attempt } from '../../../../api/attempt.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { saveFile } from '../../../../ui/saveFile.ts';

export function exportCodebook(format: CodebookFormat, hasByteOrderMark = false): Promise<void> {
  return saveFile(attempt(client.codebook.export({ format, hasByteOrderMark, actor: actorNow() })));
}
