import { Command } from 'commander';
import { databaseChecks } from '../doctor/database-checks.js';
import type { Finding } from '../doctor/finding.js';
import { settingsChecks } from '../doctor/settings-checks.js';
import { CommandFailed } from '../support/explain.js';
import { withTarget } from '../support/with-database.js';

const MARK: Record<Finding['level'], string> = { ok: 'ok      ', advice: 'advice  ', problem: 'PROBLEM ' };

/** `cubby doctor`: looks at settings, folder and database, and says what to do. Exits 1 when something must be done. */
export const doctorCommand = (): Command =>
  new Command('doctor').description('Look for what is wrong with this installation and say what to do').action(() =>
    withTarget(async ({ settings, target }) => {
      const findings = [...(await settingsChecks(settings)), ...(await databaseChecks(target))];
      for (const { level, text } of findings) console.log(MARK[level] + text);
      const problems = findings.filter(({ level }) => level === 'problem').length;
      if (problems > 0) throw new CommandFailed(`\n${problems === 1 ? 'One problem' : `${problems} problems`} found.`);
    }),
  );
