import type { Type } from '@nestjs/common';
import { RequestValidationPipe } from './validation.js';

const pipe = new RequestValidationPipe();

/** The query of a list as its address has it, checked as if it came as one: what is said twice too. @throws RequestRefused 400 */
export async function queryOf<Query extends object>(type: Type<Query>, text: string): Promise<Query> {
  const said = new URLSearchParams(text);
  const given = Object.fromEntries(
    [...new Set(said.keys())].map((name) => {
      const values = said.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  return (await pipe.transform(given, { type: 'query', metatype: type })) as Query;
}
