import { RequestValidationPipe } from '@app/platform';
import { DevicesQuery } from './device.dto.js';

const pipe = new RequestValidationPipe();

/** The query of a list as its address has it, checked as if it came as one. @throws RequestRefused 400 */
export async function listQuery(text: string): Promise<DevicesQuery> {
  const given = Object.fromEntries(new URLSearchParams(text));
  return (await pipe.transform(given, { type: 'query', metatype: DevicesQuery })) as DevicesQuery;
}
