import type { ReactNode } from 'react';
import type { Person } from '../lib/person-words.js';
import { Badge } from './state-badge.js';

export const PersonBadge = ({ state }: { state: Person['state'] }): ReactNode =>
  state === 'active' ? <Badge tone="green">Active</Badge> : <Badge tone="grey">Withdrawn</Badge>;
