import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import { Settings } from '../config/index.js';
import { keyOfFolder, parseKey } from './secret-key.js';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const HEAD = 1 + NONCE + TAG;

/** The sealed value is another key's, another record's, or was changed. */
export class SecretUnreadable extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'secret.unreadable';
  constructor() {
    super(
      'A stored secret cannot be read with the key of this installation: put the key back, or enter the secret again',
    );
  }
}

/**
 * Keeps secrets that must be read again (of a sign-in provider, of a one-time code): sealed in the database, with the key
 * outside of it. AES-256-GCM; the key is `SECRET_KEY`, else a file of the data folder, made at the first use.
 */
@Injectable()
export class SecretBox {
  private known: Buffer | undefined;

  constructor(private readonly settings: Settings) {}

  /** @param owner whose it is, `identity-provider:<id>`: sealed for one record, it opens for no other */
  seal(secret: string, owner: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, this.key(), nonce, { authTagLength: TAG }).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws SecretUnreadable */
  open(sealed: Buffer, owner: string): string {
    if (sealed.length < HEAD || sealed[0] !== VERSION) throw new SecretUnreadable();
    const decipher = createDecipheriv(CIPHER, this.key(), sealed.subarray(1, 1 + NONCE), { authTagLength: TAG });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(1 + NONCE, HEAD));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(HEAD)), decipher.final()]).toString('utf8');
    } catch {
      throw new SecretUnreadable();
    }
  }

  private key(): Buffer {
    const { SECRET_KEY: given, DATA_DIR: folder } = this.settings;
    return (this.known ??= (given === undefined ? null : parseKey(given)) ?? keyOfFolder(folder));
  }
}
