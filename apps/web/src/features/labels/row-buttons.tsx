import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import styles from './stock.module.css';

interface RowButtonsProps {
  name: string;
  onEdit: () => void;
  /** The list that changes when it is archived. */
  queryKey: string;
  archive: () => Promise<unknown>;
}

/** What can be done with a printer, or with a stock of one's own. */
export function RowButtons({ name, onEdit, queryKey, archive }: RowButtonsProps): ReactNode {
  const client = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: archive,
    onSettled: () => client.invalidateQueries({ queryKey: [queryKey] }),
  });
  return (
    <span className={styles.rowButtons}>
      <Button variant="default" size="compact-xs" aria-label={`Change ${name}`} onClick={onEdit}>
        Change
      </Button>
      <Button
        variant="default"
        size="compact-xs"
        aria-label={`Take ${name} out of use`}
        loading={isPending}
        onClick={() => mutate()}
      >
        Out of use
      </Button>
      {error && <span role="alert">{problemOf(error).title}</span>}
    </span>
  );
}
