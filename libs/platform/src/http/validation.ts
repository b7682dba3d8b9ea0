import type { ArgumentMetadata } from '@nestjs/common';
import { Injectable, Param, ValidationPipe } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { isId } from '@app/kernel';
import { quickPass } from './quick-pass.js';
import type { FieldError } from './refusal.js';
import { invalidField, invalidRequest } from './refusal.js';
import { textFault } from './text-rules.js';

const MOST_ERRORS = 50;

/**
 * The one validation of the product, global: every body, query and parameter is a DTO class; what is not declared is
 * refused; nothing is converted unless a field says so. Answers 400 `request.invalid` with the fields named.
 */
@Injectable()
export class RequestValidationPipe implements PipeTransform {
  /** What decides, and names what is wrong. */
  private readonly full = new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => invalidRequest(fieldErrors(errors)),
  });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom') return value;
    const fault = textFault(value);
    const name = metadata.data ?? '';
    if (fault) throw invalidField(joined(name, fault.path) || metadata.type, fault.message);
    if (metadata.type === 'body' && name === '' && !isRecord(value) && value !== undefined) {
      throw invalidField('body', 'must be a JSON object');
    }
    if (metadata.metatype === String && value !== undefined && typeof value !== 'string') {
      throw invalidField(name || metadata.type, 'must be given once');
    }
    return asDto(value, metadata.metatype) ?? this.full.transform(value, metadata);
  }
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Types that Nest's pipe converts instead of validating. */
const NO_DTO = new Set<unknown>([String, Boolean, Number, Array, Object, Buffer, Date, undefined]);

/** The DTO, where it is certainly valid; `null` leaves the answer to Nest's pipe. */
const asDto = (value: unknown, metatype: ArgumentMetadata['metatype']): object | null =>
  NO_DTO.has(metatype) || !isRecord(value) ? null : quickPass(metatype as new () => object, value as object);
const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join('.');

/** Flattens class-validator's tree into paths: `lines.2.amountCents`. At most 50: a hostile body does not get a long answer. */
export function fieldErrors(errors: readonly ValidationError[], parent = '', found: FieldError[] = []): FieldError[] {
  for (const error of errors) {
    if (found.length >= MOST_ERRORS) break;
    const field = joined(parent, printable(error.property));
    const [rule, message] = Object.entries(error.constraints ?? {})[0] ?? [];
    if (rule !== undefined && message !== undefined)
      found.push({ field, message: sentence(rule, message, error.property) });
    if (error.children) fieldErrors(error.children, field, found);
  }
  return found;
}

function sentence(rule: string, message: string, property: string): string {
  if (rule === 'whitelistValidation') return 'is not a field of this request';
  if (rule === 'unknownValue') return 'must be an object with the fields of this request';
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

/** A name that came with the request: cut, and without characters that change a line or its direction. */
const printable = (name: string): string => name.slice(0, 100).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');

/** A path parameter that is the id of a record. What is no UUID is refused before any query. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown, metadata: ArgumentMetadata): string {
    if (!isId(value)) throw invalidField(metadata.data ?? 'id', 'must be the id of a record (a UUID)');
    return value.toLowerCase();
  }
}

/** `@IdParam() id: string`: the id in the path, checked. */
export const IdParam = (name = 'id'): ParameterDecorator => Param(name, IdPipe);
