#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { backupCommand } from './commands/backup.js';
import { createAdminCommand } from './commands/create-admin.js';
import { doctorCommand } from './commands/doctor.js';
import { eraseCommand } from './commands/erase.js';
import { exportAllCommand } from './commands/export-all.js';
import { importCommand } from './commands/import.js';
import { importRosterCommand } from './commands/import-roster.js';
import { migrateCommand } from './commands/migrate.js';
import { restoreCommand } from './commands/restore.js';
import { sampleCommand } from './commands/sample.js';
import { verifyLedgerCommand } from './commands/verify-ledger.js';
import { explain } from './support/explain.js';

const program = new Command('cubby')
  .description("The command line of Cubby: a school district's devices, from purchase to recycling.")
  .showHelpAfterError()
  .addCommand(migrateCommand())
  .addCommand(createAdminCommand())
  .addCommand(sampleCommand())
  .addCommand(importCommand().addCommand(importRosterCommand()))
  .addCommand(backupCommand())
  .addCommand(restoreCommand())
  .addCommand(exportAllCommand())
  .addCommand(eraseCommand())
  .addCommand(verifyLedgerCommand())
  .addCommand(doctorCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
