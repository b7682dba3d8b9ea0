import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ExportLists } from '@app/platform';
import { ClearancesService } from '../clearances/clearances.service.js';
import { LOAN_LISTS } from '../lists/lists.dto.js';
import { ListsService } from '../lists/lists.service.js';
import { LoansListService } from '../loans/loans-list.service.js';
import { MissingCasesService } from '../missing/missing-cases.service.js';
import { ReservationsService } from '../reservations/reservations.service.js';
import { SiteStudentsService } from '../site-students/site-students.service.js';
import { loansExport, missingCasesExport, reservationsExport, siteLoansExport } from './device-lists.js';
import { clearancesExport, morningLoansExport, noShowsExport, siteStudentsExport } from './people-lists.js';

/** The lists of this lib that may be taken along. */
@Injectable()
export class CirculationExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly clearances: ClearancesService,
    private readonly cases: MissingCasesService,
    private readonly reservations: ReservationsService,
    private readonly loans: LoansListService,
    private readonly students: SiteStudentsService,
    private readonly lists: ListsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(clearancesExport(this.clearances));
    this.exports.register(missingCasesExport(this.cases));
    this.exports.register(reservationsExport(this.reservations));
    this.exports.register(siteLoansExport(this.loans.loans));
    this.exports.register(loansExport(this.loans));
    this.exports.register(siteStudentsExport(this.students));
    for (const list of LOAN_LISTS) this.exports.register(morningLoansExport(this.lists, list));
    this.exports.register(noShowsExport(this.lists));
  }
}
