import { join, resolve } from 'node:path';
import { plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min, validateSync } from 'class-validator';
import { IsDatabaseUrl, IsPublicUrl } from './settings-rules.js';

export const ROLES = ['all', 'web', 'worker'] as const;
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings cannot be used. The message names each variable and says what to set. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Cubby cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

const whole = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^-?\d{1,9}$/.test(value.trim()) ? Number(value.trim()) : value;
const flag = ({ value }: { value: unknown }): unknown => (value === '1' ? true : value === '0' ? false : value);

/**
 * The settings of one process: environment variables, checked once at start. The only reader of `process.env`.
 * Names are those of the variables; each has a default that suits a district on one machine.
 */
export class Settings {
  /** `postgres://…` of the runtime role. Absent: the embedded server in `DATA_DIR`. */
  @IsOptional()
  @IsDatabaseUrl()
  readonly DATABASE_URL?: string;

  /** `postgres://…` of the owner role, used by migrate only. */
  @IsOptional()
  @IsDatabaseUrl()
  readonly DATABASE_OWNER_URL?: string;

  /** Connections of the running product, 1–100 for each process. */
  @Transform(whole)
  @IsInt({ message: 'must be a whole number' })
  @Min(2, { message: 'must be at least 2' })
  @Max(100, { message: 'must be at most 100' })
  readonly DATABASE_POOL_SIZE: number = 10;

  /** 0 lets the system choose a free one (tests). */
  @Transform(whole)
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be a port between 1 and 65535' })
  @Max(65_535, { message: 'must be a port between 1 and 65535' })
  readonly PORT: number = 3000;

  /** The address that the server listens on: `127.0.0.1` for this machine only, `0.0.0.0` for the network. */
  @IsString()
  readonly HOST: string = '127.0.0.1';

  /** What people type: scheme, host and port, nothing behind. Links, cookies and the origin check follow it. */
  @IsPublicUrl()
  readonly PUBLIC_URL: string;

  /** Embedded database, uploads, exports. Made when missing; absolute after the check. */
  @IsString()
  readonly DATA_DIR: string = '.data';

  /** `web` answers requests, `worker` runs jobs, `all` does both. */
  @IsIn(ROLES, { message: `must be one of ${ROLES.join(', ')}` })
  readonly ROLE: (typeof ROLES)[number] = 'all';

  /** `1` accepts a plain http `PUBLIC_URL` off localhost: no camera, no offline station, cookies without `__Host-`. */
  @Transform(flag)
  @IsIn([true, false], { message: 'must be 1 or 0' })
  readonly ALLOW_PLAIN_HTTP: boolean = false;

  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** How many proxies in front of us may be believed about the client's address. 0: none, the socket decides. */
  @Transform(whole)
  @IsInt({ message: 'must be a whole number' })
  @Min(0, { message: 'must be at least 0' })
  @Max(9, { message: 'must be at most 9' })
  readonly TRUSTED_PROXIES: number = 0;

  /** Whoever reads `/metrics` from elsewhere sends it as a bearer token. Absent: this machine only. */
  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,200}$/, { message: 'must be 16 to 200 visible ASCII characters' })
  readonly METRICS_TOKEN?: string;

  /** Seals what must be read again, such as the secret of a sign-in provider. Absent: `secret.key` of the data folder. */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/i, { message: 'must be 64 hexadecimal digits, as "openssl rand -hex 32" makes them' })
  readonly SECRET_KEY?: string;

  /** `1` lets a sign-in provider stand on this very machine, over plain http: for tests, and only there. */
  @Transform(flag)
  @IsIn([true, false], { message: 'must be 1 or 0' })
  readonly ALLOW_LOOPBACK_ISSUER: boolean = false;

  /**
   * Where backups go: best a folder on another machine. It must be there, lest an unmounted share fill the local disk; only
   * the default, `DATA_DIR/backups`, is made.
   */
  @IsOptional()
  @IsString()
  readonly BACKUP_DIR?: string;

  /** Encrypts every backup (age format). Absent: backups can be read by whoever has the file. */
  @IsOptional()
  @Length(12, 1000, { message: 'must have at least 12 characters' })
  readonly BACKUP_PASSPHRASE?: string;

  get backupFolder(): string {
    return this.BACKUP_DIR === undefined ? join(this.DATA_DIR, 'backups') : resolve(this.BACKUP_DIR);
  }

  /** `https://host[:port]`, without a slash behind. */
  get publicOrigin(): string {
    return new URL(this.PUBLIC_URL).origin;
  }

  /** Whether cookies are `__Host-` and `Secure`: https, or localhost, which browsers trust as much. */
  get secureCookies(): boolean {
    return isSecureOrigin(new URL(this.PUBLIC_URL));
  }

  get servesHttp(): boolean {
    return this.ROLE !== 'worker';
  }

  get runsJobs(): boolean {
    return this.ROLE !== 'web';
  }

  /** @throws SettingsError with a line for each variable that must be set differently. */
  static from(environment: Environment = process.env): Settings {
    const given = Object.fromEntries(
      KNOWN.flatMap((name) => {
        const value = environment[name]?.trim();
        return value ? [[name, value]] : [];
      }),
    );
    const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
    const withUrl = settings as { PUBLIC_URL: string; DATA_DIR: string };
    withUrl.PUBLIC_URL ??= new URL(`http://localhost:${isPort(settings.PORT) ? settings.PORT : 3000}`).origin;
    withUrl.DATA_DIR = resolve(settings.DATA_DIR);
    const problems = [...fieldProblems(settings), ...crossProblems(settings)];
    if (problems.length > 0) throw new SettingsError(problems);
    return settings;
  }
}

const KNOWN = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATABASE_POOL_SIZE',
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'DATA_DIR',
  'ROLE',
  'ALLOW_PLAIN_HTTP',
  'LOG_LEVEL',
  'TRUSTED_PROXIES',
  'METRICS_TOKEN',
  'SECRET_KEY',
  'ALLOW_LOOPBACK_ISSUER',
  'BACKUP_DIR',
  'BACKUP_PASSPHRASE',
] as const;

const isPort = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65_535;

const fieldProblems = (settings: Settings): string[] =>
  validateSync(settings, { stopAtFirstError: true }).map(
    ({ property, constraints }) => `${property} ${Object.values(constraints ?? {}).join('; ')}.`,
  );

function crossProblems(settings: Settings): string[] {
  const problems: string[] = [];
  if (settings.DATABASE_OWNER_URL && !settings.DATABASE_URL) {
    problems.push('DATABASE_OWNER_URL is set but DATABASE_URL is not: set both, or neither for the embedded database.');
  }
  const url = URL.canParse(settings.PUBLIC_URL) ? new URL(settings.PUBLIC_URL) : null;
  if (settings.ALLOW_LOOPBACK_ISSUER && url && !isLoopback(url)) {
    problems.push('ALLOW_LOOPBACK_ISSUER is for tests on one machine: take it away, or set PUBLIC_URL to localhost.');
  }
  if (url?.protocol === 'http:' && !isSecureOrigin(url) && !settings.ALLOW_PLAIN_HTTP) {
    problems.push(
      `PUBLIC_URL is plain http on ${url.hostname}: set an https address, ` +
        'or ALLOW_PLAIN_HTTP=1 to accept passwords and student data on the wire unprotected.',
    );
  }
  return problems;
}

const isSecureOrigin = (url: URL): boolean => url.protocol === 'https:' || isLoopback(url);

const isLoopback = ({ hostname: host }: URL): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
