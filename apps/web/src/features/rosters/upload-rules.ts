import type { FieldProblem } from '../../components/form-problems.js';
import { say } from './roster-words.js';

const MOST_BYTES = 200 * 1_048_576;
const MOST_FILES = 100;

type Chosen = Pick<File, 'name' | 'size'>;

const isTable = ({ name }: Chosen): boolean => /\.(csv|txt)$/i.test(name);
const tableOf = ({ name }: Chosen): string => name.replace(/\.\w+$/, '').toLowerCase();

/** What can be said about files before they travel: one zip, or tables alone. */
export function filesProblem(files: readonly Chosen[]): string | null {
  if (files.length === 0) return say('upload.file.missing');
  const alone = files.length === 1 && /\.zip$/i.test(files[0].name);
  const odd = files.find((file) => !alone && !isTable(file));
  if (odd) return say('upload.mixed', { file: odd.name });
  const twice = files.find((file, at) => files.findIndex((each) => tableOf(each) === tableOf(file)) < at);
  if (twice) return say('upload.twice', { file: twice.name });
  const empty = files.find(({ size }) => size === 0);
  if (empty) return say('upload.empty', { file: empty.name });
  if (files.length > MOST_FILES) return say('upload.many');
  return files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES ? say('upload.large') : null;
}

export function uploadProblems(sourceId: string | null, files: readonly Chosen[]): FieldProblem[] {
  const wrong = filesProblem(files);
  return [
    ...(sourceId ? [] : [{ field: 'source', message: say('upload.who.missing') }]),
    ...(wrong === null ? [] : [{ field: 'file', message: wrong }]),
  ];
}
