import type { ExportFile } from '../../../shared/contract/app.ts';
import type { Codebook } from '../../../shared/interchange/codebook/codebook.ts';
import { writeCodebookCsv } from '../../../shared/interchange/codebook/codebook-csv.ts';
import { writeCodebookJson } from '../../../shared/interchange/codebook/codebook-json.ts';
import { writeQdc } from '../../../shared/interchange/codebook/qdc.ts';
import { type CodebookFormat, readCodebook } from '../../../shared/interchange/codebook/read-codebook.ts';
import { fromStudy, toStudyCodes } from '../../../shared/interchange/codebook/study-codebook.ts';
import { suggestedColors } from '../../../shared/model/code-colors.ts';
import { codeId } from '../../../shared/model/ids.ts';
import { codeOfGuid } from '../store/code.ts';
import { setsOf } from '../store/code-set.ts';
import { countMoved, importCodes } from '../store/codebook.ts';
import { coveredExamples } from '../store/export.ts';
import { newId } from '../store/ids.ts';
import { studyContents, studyOf } from '../store/study.ts';
import { findRow } from '../store/tables.ts';
import { fileStem } from '../study/library.ts';
import { answered, api } from './base.ts';
import { exported } from './exported.ts';

export const codebookFileApi = {
  read: api.codebook.read.handler(({ context, input }) => {
    const { read } = context.app.study().store;
    const minted = new Set<string>();
    const mint = () => {
      const id = newId(codeId);
      minted.add(id);
      return id;
    };
    const file = readCodebook(Buffer.from(input.bytes, 'base64'), { newId: mint, encoding: input.encoding });
    const { codebook, format, encoding, findings, unsaid, unsaidOfSets } = file;
    if (codebook === null) return { format, encoding, codes: null, sets: [], known: 0, moved: 0, findings };
    const present = read.number('SELECT count(*) FROM codes WHERE parent_id IS NULL');
    const taken = toStudyCodes(codebook, {
      unsaid,
      unsaidOfSets,
      isMinted: (id) => minted.has(id),
      hasMoment: (id) => findRow(read, 'moment', id) !== null,
      colorAt: (place) => suggestedColors[(present + place) % suggestedColors.length] ?? suggestedColors[0],
    });
    const known = taken.codes.filter(({ guid }) => guid !== null && codeOfGuid(read, guid) !== null).length;
    const moved = countMoved(read, taken.codes);
    const { codes, sets } = taken;
    return { format, encoding, codes, sets, known, moved, findings: [...findings, ...taken.findings] };
  }),
  import: api.codebook.import.handler(({ context, input }) =>
    answered(context, 'codebook.import', input, (edit) =>
      importCodes(edit, input.codes, input.onKnown, input.sets),
    ),
  ),
  export: api.codebook.export.handler(({ context, input }) => {
    const { store, watching } = context.app.study();
    const { read } = store;
    // Only examples that may be seen now: while an interview is held, others' moments are not told.
    const { codes, codeExamples } = studyContents(read, watching?.recallerId ?? null);
    const { covered, leftOut } = coveredExamples(read, codeExamples, input.use);
    const codebook = fromStudy({ codes, examples: covered, sets: setsOf(read) }, 'Stillpoint');
    const stem = fileStem(studyOf(read).title, 'study');
    const file = { fileName: `${stem} codebook.${input.format}`, ...written(codebook, input) };
    const facts = { ...input, rowCount: codebook.codes.length };
    return { ...exported(context.app, 'codebook', file, facts), leftOut };
  }),
};

function written(
  codebook: Codebook,
  { format, hasByteOrderMark }: { format: CodebookFormat; hasByteOrderMark: boolean },
): Pick<ExportFile, 'mimeType' | 'text'> {
  switch (format) {
    case 'qdc':
      return { mimeType: 'application/xml', text: writeQdc(codebook) };
    case 'csv':
      return { mimeType: 'text/csv;charset=utf-8', text: writeCodebookCsv(codebook, { hasByteOrderMark }) };
    case 'json':
      return { mimeType: 'application/json', text: writeCodebookJson(codebook) };
  }
}
