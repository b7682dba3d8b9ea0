import { Module } from '@nestjs/common';
import { DirectoryModule, PersonRecords, PolicyRegistry } from '@app/directory';
import { IdentityModule } from '@app/identity';
import { CorrectionsService } from './corrections/corrections.service.js';
import { DisclosuresService } from './disclosures/disclosures.service.js';
import { PersonPrivacyController } from './person-privacy.controller.js';
import { PRIVACY_HOLDING } from './privacy-holding.js';
import { RecordReader } from './records/record-reader.service.js';
import { RecordsController } from './records.controller.js';
import { ForgetPeopleService } from './retention/forget-people.service.js';
import { RETENTION_POLICY } from './retention/retention-policy.js';
import { RetentionController } from './retention/retention.controller.js';
import { RetentionService } from './retention/retention.service.js';
import { RetentionWorker } from './retention/retention-worker.js';

/** Needs `Database`, `Jobs` and `JobRegistry` of the platform's global module. */
@Module({
  imports: [IdentityModule, DirectoryModule],
  controllers: [PersonPrivacyController, RecordsController, RetentionController],
  providers: [
    DisclosuresService,
    CorrectionsService,
    RecordReader,
    RetentionService,
    ForgetPeopleService,
    RetentionWorker,
  ],
  exports: [DisclosuresService],
})
export class PrivacyModule {
  constructor(policies: PolicyRegistry, records: PersonRecords) {
    policies.register(RETENTION_POLICY);
    records.register(PRIVACY_HOLDING);
  }
}
