import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter, Stanza } from 'age-encryption';
import type { Identity, Recipient } from 'age-encryption';
import { BackupIncomplete, PassphraseWrong } from '../backups.errors.js';

/** Every encrypted backup begins with it: the age format, which `age -d` opens too. */
export const AGE_MAGIC = 'age-encryption.org/v1';
export const SHORTEST_PASSPHRASE = 12;

/** 128 MB of memory and half a second for each guess. */
const WORK_FACTOR = 17;
/** A file may not ask for more than this, 1 GB. */
const MOST_WORK = 20;
const LABEL = 'age-encryption.org/v1/scrypt';
const CIPHER = ['chacha20-poly1305', Buffer.alloc(12), { authTagLength: 16 }] as const;

/**
 * The passphrase of the age format (C2SP age.md), with Node's own scrypt: the library's stops the whole process for a second
 * and a half, and desks are scanning meanwhile.
 */
class Passphrase implements Recipient, Identity {
  constructor(private readonly passphrase: string) {}

  async wrapFileKey(fileKey: Uint8Array): Promise<Stanza[]> {
    const salt = randomBytes(16);
    const [name, nonce, options] = CIPHER;
    const cipher = createCipheriv(name, await this.key(salt, WORK_FACTOR), nonce, options);
    const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
    return [new Stanza(['scrypt', salt.toString('base64').replace(/=+$/, ''), String(WORK_FACTOR)], body)];
  }

  async unwrapFileKey(stanzas: Stanza[]): Promise<Uint8Array | null> {
    const [{ args, body }] = stanzas;
    const [kind, salt = '', work = ''] = args;
    if (stanzas.length !== 1 || kind !== 'scrypt' || !/^\d{1,2}$/.test(work) || Number(work) > MOST_WORK) return null;
    const [name, nonce, options] = CIPHER;
    const cipher = createDecipheriv(name, await this.key(Buffer.from(salt, 'base64'), Number(work)), nonce, options);
    cipher.setAuthTag(body.subarray(-16));
    try {
      return Buffer.concat([cipher.update(body.subarray(0, -16)), cipher.final()]);
    } catch {
      return null;
    }
  }

  private key(salt: Buffer, work: number): Promise<Buffer> {
    const cost = { N: 2 ** work, r: 8, p: 1, maxmem: 2 ** (work + 11) };
    return new Promise((resolve, reject) => {
      scrypt(this.passphrase, Buffer.concat([Buffer.from(LABEL), salt]), 32, cost, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  }
}

export async function encrypted(source: Readable, passphrase: string): Promise<Readable> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(new Passphrase(passphrase));
  return fromWeb(await encrypter.encrypt(toWeb(source)));
}

/** @throws PassphraseWrong, BackupIncomplete when the header itself is cut off */
export async function decrypted(source: Readable, passphrase: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new Passphrase(passphrase));
  try {
    return fromWeb(await decrypter.decrypt(toWeb(source)));
  } catch (error) {
    source.destroy();
    if (/no identity matched/.test((error as Error).message)) throw new PassphraseWrong(true);
    throw new BackupIncomplete();
  }
}

const toWeb = (source: Readable): ReadableStream<Uint8Array> => Readable.toWeb(source) as ReadableStream<Uint8Array>;
const fromWeb = (source: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(source as Parameters<typeof Readable.fromWeb>[0]);
