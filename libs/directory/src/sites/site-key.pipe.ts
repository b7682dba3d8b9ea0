import { Injectable } from '@nestjs/common';
import type { PipeTransform } from '@nestjs/common';
import { isId } from '@app/kernel';
import { invalidField } from '@app/platform';

/** A site in an address: its id, or the code that people say aloud. */
@Injectable()
export class SiteKeyPipe implements PipeTransform<unknown, string> {
  transform(value: unknown): string {
    if (isId(value)) return value.toLowerCase();
    if (typeof value === 'string' && /^[^\p{Cc}\p{Cf}\p{Cs}]{1,20}$/u.test(value)) return value;
    throw invalidField('id', 'must be the id or the code of a site');
  }
}
