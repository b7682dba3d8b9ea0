import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';
import { Database } from '@app/platform';
import type { PasswordContext } from './password.rules.js';

/** Words that an attacker would try here: the district's name, its schools. */
export type WordSource = (db: Db) => Promise<readonly string[]>;

const PRODUCT = ['cubby'];

/**
 * Which names must not make a password. The libs that own names register a source when they start; this lib knows none
 * of their tables.
 */
@Injectable()
export class PasswordWords {
  private readonly sources: WordSource[] = [];

  constructor(private readonly db: Database) {}

  register(source: WordSource): void {
    this.sources.push(source);
  }

  /** The product, what the sources say, and the person: display name and e-mail address. */
  async contextOf(person: { email: string; displayName: string }): Promise<PasswordContext> {
    const names = await Promise.all(this.sources.map((source) => source(this.db.read)));
    return [...PRODUCT, ...names.flat(), ...personWords(person)];
  }
}

/** `maria.lopez@lincoln.k12.ca.us` → the local part, and the labels of the domain. */
export const personWords = ({ email, displayName }: { email: string; displayName: string }): PasswordContext => [
  displayName,
  email,
  ...email.split('@'),
];
