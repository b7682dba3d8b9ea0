import type { ReactNode } from 'react';
import type { Person } from '../lib/person-words.js';
import { Badge } from './state-badge.js';

export const PersonBadge = ({ state, temporary }: Pick<Person, 'state' | 'temporary'>): ReactNode =>
  state === 'withdrawn' ? (
    <Badge tone="grey">Withdrawn</Badge>
  ) : temporary ? (
    <Badge tone="amber">Temporary</Badge>
  ) : (
    <Badge tone="green">Active</Badge>
  );
