import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { Command } from 'commander';
import { districtNames } from '@app/directory';
import { identityOn } from '@app/identity';
import { CommandFailed } from '../support/explain.js';
import type { CommandContext } from '../support/with-database.js';
import { withDatabase } from '../support/with-database.js';

export interface CreateAdminOptions {
  email: string;
  name: string;
}

/** `cubby create-admin`: one more IT admin of the whole district, for whoever has this machine but no way in. */
export const createAdminCommand = (): Command =>
  new Command('create-admin')
    .description('Create an IT admin; the password is asked for, or read from the first line of the standard input')
    .requiredOption('--email <address>', 'sign-in name')
    .requiredOption('--name <name>', 'as others see it')
    .action((options: CreateAdminOptions) => withDatabase((context) => createAdmin(context, options)));

async function createAdmin({ database }: CommandContext, { email, name }: CreateAdminOptions): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new CommandFailed('--email must be an e-mail address.');
  if (name.trim() === '') throw new CommandFailed('--name must not be empty.');
  const { facade, setup, words } = identityOn(database);
  words.register(districtNames);
  if (await setup.isNeeded()) {
    throw new CommandFailed('There is no district yet: start Cubby and open /setup with the code on its console.');
  }
  const password = await askPassword();
  await facade.createAdmin({ email, displayName: name.trim(), password });
  console.log('The administrator can sign in now.');
}

async function askPassword(): Promise<string> {
  const password = await readSecret('Password (at least 15 characters): ');
  if (process.stdin.isTTY && (await readSecret('The same again: ')) !== password) {
    throw new CommandFailed('The two passwords differ.');
  }
  return password;
}

/** One line of the standard input, exactly as typed, shown nowhere. */
function readSecret(prompt: string): Promise<string> {
  const { stdin, stderr } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  if (stdin.isTTY) stderr.write(prompt);
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
    lines.once('line', (line) => {
      resolve(line);
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      if (stdin.isTTY) stderr.write('\n');
      reject(new CommandFailed('No password was given.'));
    });
  });
}
