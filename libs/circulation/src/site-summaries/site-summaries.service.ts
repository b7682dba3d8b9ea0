import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { SiteSummariesDto, SiteSummaryDto } from './site-summary.dto.js';

/**
 * Each part is counted once for all sites: devices in an index of place and state, students against whoever has a loan.
 * Overdue loans are few.
 */
const SUMMARIES = `SELECT jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name) AS site,
    coalesce(d.states, '{}') AS states, coalesce(o.overdue, 0) AS overdue, coalesce(u.devices, 0) AS "pastSupport",
    jsonb_build_object('grades', coalesce(h.grades, '{}'), 'students', coalesce(p.at_home, 0), 'withDevice', coalesce(p.at_home_holding, 0)) AS "takeHome",
    coalesce(p.holding, 0) AS "studentsWithDevice", coalesce(p.enrolled - p.holding, 0) AS "studentsWithoutDevice"
  FROM site s
  LEFT JOIN (
    SELECT site_id, jsonb_object_agg(state, devices) AS states FROM inventory.v_site_state
    WHERE $1::uuid[] IS NULL OR site_id = ANY ($1) GROUP BY site_id) AS d ON d.site_id = s.id
  LEFT JOIN (
    SELECT v.site_id, count(*)::integer AS enrolled, count(b.person_id)::integer AS holding, count(t.grade)::integer AS at_home,
      (count(b.person_id) FILTER (WHERE t.grade IS NOT NULL))::integer AS at_home_holding
    FROM directory.v_student v LEFT JOIN directory.v_take_home t ON t.site_id = v.site_id AND t.grade = v.grade
    LEFT JOIN (SELECT DISTINCT person_id FROM circulation.v_borrower) AS b ON b.person_id = v.id
    WHERE $1::uuid[] IS NULL OR v.site_id = ANY ($1) GROUP BY v.site_id) AS p ON p.site_id = s.id
  LEFT JOIN (SELECT site_id, array_agg(grade) AS grades FROM directory.v_take_home GROUP BY site_id) AS h ON h.site_id = s.id
  LEFT JOIN inventory.v_site_past_support AS u ON u.site_id = s.id
  LEFT JOIN (SELECT site_id, count(*)::integer AS overdue FROM circulation.v_overdue GROUP BY site_id) AS o ON o.site_id = s.id
  WHERE ($1::uuid[] IS NULL OR s.id = ANY ($1)) AND (s.active OR d.states IS NOT NULL)
  ORDER BY s.name, s.id`;

@Injectable()
export class SiteSummariesService {
  constructor(private readonly db: Database) {}

  /** Every site where the viewer holds `device:read`, in one statement however many there are. */
  async list(viewer: Viewer): Promise<SiteSummariesDto> {
    const scope = viewer.sitesFor('device:read');
    const asOf = new Date().toISOString();
    const items = await this.db.read.query<SiteSummaryDto>(SUMMARIES, [scope === 'all' ? null : scope]);
    return { asOf, items };
  }
}
