import { totalmem } from 'node:os';

export interface ClusterSettings {
  port: number;
  /** `false` for throw-away test servers only: a crash may lose everything. */
  durable: boolean;
}

/** `cubby.conf`, which `postgresql.conf` of our clusters includes; written anew at every start. */
export function clusterSettings({ port, durable }: ClusterSettings): string {
  const cacheMb = Math.max(512, Math.floor(totalmem() / 2 ** 21));
  const lines: Record<string, string | number> = {
    listen_addresses: "'127.0.0.1'",
    port,
    unix_socket_directories: "''",
    max_connections: durable ? 60 : 120,
    password_encryption: "'scram-sha-256'",
    shared_buffers: "'256MB'",
    effective_cache_size: `'${cacheMb}MB'`,
    work_mem: "'16MB'",
    maintenance_work_mem: "'128MB'",
    random_page_cost: 1.1,
    max_wal_size: "'1GB'",
    checkpoint_timeout: "'10min'",
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    // The log must not quote rows: no DETAIL (`Key (name)=(…)`), no statements, no parameters.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    ...(durable ? LOG_OF_A_WEEK : { autovacuum_naptime: "'10min'" }),
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** One file for each day of the week, overwritten a week later. */
const LOG_OF_A_WEEK = {
  logging_collector: 'on',
  log_directory: "'log'",
  log_filename: "'postgres-%a.log'",
  log_truncate_on_rotation: 'on',
  log_rotation_age: "'1d'",
  log_rotation_size: 0,
};
