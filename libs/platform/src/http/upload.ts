import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DomainError } from '@app/kernel';
import type { ApiRequest } from './api-request.js';
import { addToClaim } from './idempotency.guard.js';
import { invalidField, RequestRefused } from './refusal.js';

const UPLOAD = Symbol('cubby:upload');
const MEGABYTE = 1_048_576;
const BINARY = { type: 'string', format: 'binary' } as const;
/** Text fields of a form, at most. */
const MOST_FIELDS = 10;

/** The largest file that any route takes. A route may say less. */
export const LARGEST_UPLOAD_BYTES = 200 * MEGABYTE;

interface UploadOptions {
  /** Of all files together. */
  maxMegabytes?: number;
  fields?: readonly string[];
  several?: boolean;
}

/**
 * A POST that takes a file, or several, as `multipart/form-data` in the field `file`, text fields before it. Read it with
 * `receiveFile` or `receiveFiles`.
 */
export const Upload = (options: UploadOptions = {}): MethodDecorator =>
  applyDecorators(
    SetMetadata(UPLOAD, (options.maxMegabytes ?? LARGEST_UPLOAD_BYTES / MEGABYTE) * MEGABYTE),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          ...Object.fromEntries((options.fields ?? []).map((name) => [name, { type: 'string' }])),
          file: options.several ? { type: 'array', items: BINARY } : BINARY,
        },
      },
    }),
  );

/** Bytes that an upload route takes at most; `null` for a route that takes no files. */
export const uploadLimitOf = (handler: object): number | null =>
  (Reflect.getMetadata(UPLOAD, handler) as number | undefined) ?? null;

/** One file on its way in. Nothing of it is trusted: the name is only for showing, the type is told by the content. */
export interface IncomingFile {
  /** As sent, cut to 200 characters, without control characters and folders. Never a path of ours. */
  fileName: string;
  /** Read it to its end. It fails with 413 when the file grows past the limit. */
  stream: Readable;
  /** The text fields that came before the file. */
  fields: Readonly<Record<string, string>>;
}

/**
 * Streams the file of an upload route to `use`; nothing is buffered. What `use` has written must be thrown away by it
 * when this throws. The request's `Idempotency-Key` stands for what was read: a transaction belongs behind it.
 * @throws RequestRefused 400 for a malformed form, 413 for too many bytes or parts
 */
export async function receiveFile<T>(
  request: ApiRequest,
  limitBytes: number,
  use: (file: IncomingFile) => Promise<T>,
): Promise<T> {
  const [made] = await receiveFiles(request, { files: 1, bytes: limitBytes }, use);
  return made;
}

/** The same for one file after the other; `bytes` is of each, whoever takes them counts them all. @returns what `use` made of each */
export async function receiveFiles<T>(
  request: ApiRequest,
  limits: { files: number; bytes: number },
  use: (file: IncomingFile) => Promise<T>,
): Promise<T[]> {
  const fields: Record<string, string> = {};
  const done: T[] = [];
  const parser = { fileSize: limits.bytes, files: limits.files, parts: limits.files + MOST_FIELDS + 1 };
  try {
    for await (const part of request.parts({ limits: parser })) {
      if (part.type === 'field') {
        if (done.length > 0) throw invalidField(printableName(part.fieldname), 'must come before the file');
        fields[part.fieldname] = fieldText(part.fieldname, part.value, part.valueTruncated);
      } else if (part.fieldname !== 'file' || done.length === limits.files) {
        throw invalidField(printableName(part.fieldname), 'is not a field of this request');
      } else {
        const fileName = printableName(part.filename);
        // Past the limit the parser would just end the stream, and the reader would take a part for the whole.
        part.file.once('limit', () => part.file.destroy(tooLarge(fileName)));
        const hashed = hashing(part.file, (sha256) => addToClaim(request, { fields, fileName, sha256 }));
        done.push(await use({ fileName, stream: Readable.from(hashed, { objectMode: false }), fields }));
        if (part.file.truncated) throw tooLarge(fileName);
      }
    }
  } catch (error) {
    throw refusalOf(error);
  }
  if (done.length === 0) throw invalidField('file', 'must be a file');
  return done;
}

async function* hashing(source: Readable, done: (sha256: string) => void): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of source as AsyncIterable<Buffer>) {
    hash.update(chunk);
    yield chunk;
  }
  done(hash.digest('hex'));
}

export const tooLarge = (fileName = ''): RequestRefused =>
  new RequestRefused(413, 'request.too-large', `The file ${fileName} is too large`.replace('  ', ' '));

function fieldText(name: string, value: unknown, truncated: boolean): string {
  const ok = typeof value === 'string' && !truncated && !value.includes('\0');
  if (!ok || name === '') throw invalidField(printableName(name) || 'field', 'must be short text');
  return value;
}

const printableName = (name: string | undefined): string =>
  (name ?? '')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .slice(0, 200);

/** The form parser reports a malformed form as a plain `Error` of its own; what else goes wrong keeps its kind. */
function refusalOf(error: unknown): unknown {
  if (error instanceof RequestRefused || error instanceof DomainError) return error;
  if (!(error instanceof Error)) return error;
  const { statusCode, code } = error as Error & { statusCode?: number; code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  if (statusCode !== undefined) return error;
  const fromParser = /multipart|boundary|busboy|part terminated|malformed|header|premature/i.test(error.message);
  return fromParser ? new RequestRefused(400, 'request.malformed', 'The form cannot be read') : error;
}
