import type { Type } from '@nestjs/common';
import { RequestValidationPipe } from './validation.js';

const pipe = new RequestValidationPipe();

/** The query of a list as its address has it, checked as if it came as one. @throws RequestRefused 400 */
export async function queryOf<Query extends object>(type: Type<Query>, text: string): Promise<Query> {
  const given = Object.fromEntries(new URLSearchParams(text));
  return (await pipe.transform(given, { type: 'query', metatype: type })) as Query;
}
