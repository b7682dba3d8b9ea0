import type { Language } from '@app/kernel';
import type { ExportLists } from '@app/platform';
import { wordsIn } from '@app/platform';
import { ExportDto } from './export.dto.js';
import type { ExportRun } from './export-run.js';

/** An export with its list and its columns by name; by key what the product has no more. */
export function shownExport(lists: ExportLists, run: ExportRun, language: Language): ExportDto {
  const list = lists.find(run.list);
  const headOf = (key: string): string => {
    const column = list?.columns.find((each) => each.key === key);
    return column ? wordsIn(column.title, language) : key;
  };
  return ExportDto.of(run, {
    title: lists.titleOf(run.list, language),
    columns: run.columns.map(headOf),
  });
}
