import { queryOf } from '@app/platform';
import { DevicesQuery } from './devices-query.dto.js';

/** @throws RequestRefused 400 */
export const listQuery = (text: string): Promise<DevicesQuery> => queryOf(DevicesQuery, text);
