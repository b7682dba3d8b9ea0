import { ValidateBy } from 'class-validator';

/** `postgres://user:password@host[:port]/database`. The value itself never stands in the message: it holds a password. */
export const IsDatabaseUrl = (): PropertyDecorator =>
  rule('isDatabaseUrl', 'must look like postgres://user:password@host:5432/database', (value) => {
    const url = parse(value);
    return !!url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1;
  });

/** `http(s)://host[:port]`, with nothing behind. */
export const IsPublicUrl = (): PropertyDecorator =>
  rule('isPublicUrl', 'must be an address like https://cubby.example.org, with nothing behind the host', (value) => {
    const url = parse(value);
    return !!url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
  });

const parse = (value: unknown): URL | null =>
  typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;

const rule = (name: string, message: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => message } });
