#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { createAdminCommand } from './commands/create-admin.js';
import { doctorCommand } from './commands/doctor.js';
import { importCommand } from './commands/import.js';
import { migrateCommand } from './commands/migrate.js';
import { sampleCommand } from './commands/sample.js';
import { verifyLedgerCommand } from './commands/verify-ledger.js';
import { explain } from './support/explain.js';

const program = new Command('cubby')
  .description("The command line of Cubby: a school district's devices, from purchase to recycling.")
  .showHelpAfterError()
  .addCommand(migrateCommand())
  .addCommand(createAdminCommand())
  .addCommand(sampleCommand())
  .addCommand(importCommand())
  .addCommand(verifyLedgerCommand())
  .addCommand(doctorCommand());

try {
  await program.parseAsync();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
