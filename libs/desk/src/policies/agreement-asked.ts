import { deskPolicySql } from './desk-choices.js';

/** SQL about person `p`: the desk of their site asks for an agreement today. */
export const AGREEMENT_ASKED = `p.primary_site_id IN (SELECT s.id FROM site s
  WHERE ${deskPolicySql('s.id', 'directory_day(clock_timestamp())')} ->> 'agreement' IN ('warn', 'block'))`;
