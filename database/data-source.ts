import { dataSourceOptions, openDatabase, Settings } from '@app/platform';
import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';

/**
 * For TypeORM's own command line, on the compiled code, as the owner:
 * `npx typeorm migration:show -d dist/database/data-source.js`. Everything else goes through `cubby migrate`, which
 * also applies the SQL functions, the queues and the grants. The embedded server is started if need be and stays.
 */
const { ownerUrl } = await openDatabase(Settings.from());

export default new DataSource({ ...dataSourceOptions(ownerUrl, { poolSize: 2 }), migrations: [...migrations] });
