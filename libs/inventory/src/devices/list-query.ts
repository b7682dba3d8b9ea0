import { queryOf } from '@app/platform';
import { DevicesQuery } from './device.dto.js';

/** @throws RequestRefused 400 */
export const listQuery = (text: string): Promise<DevicesQuery> => queryOf(DevicesQuery, text);
