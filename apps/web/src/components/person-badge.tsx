import type { ReactNode } from 'react';
import type { Person } from '../lib/person-words.js';
import { Badge } from './state-badge.js';

export const PersonBadge = ({
  state,
  temporary,
  forgotten,
}: Pick<Person, 'state' | 'temporary' | 'forgotten'>): ReactNode =>
  forgotten ? (
    <Badge tone="grey">Forgotten</Badge>
  ) : state === 'withdrawn' ? (
    <Badge tone="grey">Withdrawn</Badge>
  ) : temporary ? (
    <Badge tone="amber">Temporary</Badge>
  ) : (
    <Badge tone="green">Active</Badge>
  );
