import { Injectable } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { invalidField } from '@app/platform';

/** A code in an address: one printable line of at most 64 characters. */
@Injectable()
export class CodePipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (typeof value === 'string' && /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]{1,64}$/u.test(value) && value.trim() !== '')
      return value;
    throw invalidField('tag', 'must be a code of 1 to 64 printable characters');
  }
}
