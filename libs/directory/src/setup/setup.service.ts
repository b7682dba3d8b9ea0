import { Injectable } from '@nestjs/common';
import { SetupFacade } from '@app/identity';
import { Database } from '@app/platform';
import { SchoolYearsService } from '../calendar/school-years.service.js';
import { SiteCodeTaken } from '../directory.errors.js';
import { DistrictService } from '../district/district.service.js';
import { SitesService } from '../sites/sites.service.js';
import type { RunSetupDto, SetupDoneDto } from './setup.dto.js';
import { repeatedCodes } from './setup.rules.js';

@Injectable()
export class SetupService {
  constructor(
    private readonly db: Database,
    private readonly identity: SetupFacade,
    private readonly district: DistrictService,
    private readonly years: SchoolYearsService,
    private readonly sites: SitesService,
  ) {}

  isNeeded(): Promise<boolean> {
    return this.identity.isNeeded();
  }

  /**
   * The first run: admin, district, school year and sites, all of it or nothing; the code is used up with it.
   * @throws SetupDone, SetupCodeRefused, TooManyGuesses, PasswordRefused, TimeZoneUnknown, SchoolYearOrder, SiteCodeTaken
   */
  async run({ code, admin, district, schoolYear, sites }: RunSetupDto, ip: string): Promise<SetupDoneDto> {
    const setup = await this.identity.verify(code, admin, district.name, ip);
    const again = repeatedCodes(sites);
    if (again.length > 0) throw new SiteCodeTaken(again.map((place) => `sites.${place}.code`));
    return this.db.transaction(async (tx) => {
      await this.identity.claim(tx, setup);
      const accountId = await this.identity.createFirstAdmin(tx, setup);
      await this.district.create(tx, district);
      await this.years.insert(tx, schoolYear, 'schoolYear.endsOn');
      await this.sites.insert(tx, sites);
      return { accountId, siteCount: sites.length };
    });
  }
}
