import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ExportLists } from '@app/platform';
import { PeopleListService } from '../people/people-list.service.js';
import { TemporaryPeopleService } from '../temporary-people/temporary-people.service.js';
import { peopleExport } from './people-export.js';
import { temporaryPeopleExport } from './temporary-people-export.js';

/** The lists of this lib that may be taken along. */
@Injectable()
export class DirectoryExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly people: PeopleListService,
    private readonly temporary: TemporaryPeopleService,
  ) {}

  onModuleInit(): void {
    this.exports.register(peopleExport(this.people));
    this.exports.register(temporaryPeopleExport(this.temporary));
  }
}
