import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ApiReply } from '@app/platform';

export interface LabelDocument {
  /** Plain ASCII (`file-names.ts`): no code and no name of anybody stands in it. */
  fileName: string;
  mediaType: string;
  stream: Readable;
}

/** A document as an answer: an attachment that no cache keeps. */
export function documentAnswer(reply: ApiReply, { fileName, mediaType, stream }: LabelDocument): StreamableFile {
  void reply.header('cache-control', 'no-store');
  return new StreamableFile(stream, { type: mediaType, disposition: `attachment; filename="${fileName}"` });
}
