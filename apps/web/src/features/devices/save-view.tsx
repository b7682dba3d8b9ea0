import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { problemOf } from '../../lib/api.js';
import { formValues, refusedFields } from '../../lib/form.js';
import { can, useSession } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { useViewChange } from './view-queries.js';
import { contentOf, queryOf, type View } from './views.js';
import styles from './devices.module.css';

/** "Modified – Save / Save as / Reset", or only "Save view" where nothing is kept yet. */
export function ViewLine({ view, modified }: { view: View | null; modified: boolean }): ReactNode {
  const [url, set] = useUrlState();
  const saved = view?.saved?.mayEdit ? view.saved : null;
  const { mutate, isPending, error } = useViewChange(() => undefined);
  const reset = (): void => {
    const gone = Object.keys(contentOf(url)).map((name) => [name, null] as const);
    set({ ...Object.fromEntries(gone), ...view?.search });
  };
  return (
    <span className={styles.viewLine}>
      {modified && <span role="status">Modified</span>}
      {modified && saved && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isPending}
          onClick={() => mutate({ kind: 'keep', id: saved.id, version: saved.version, query: queryOf(url) })}
        >
          Save
        </Button>
      )}
      {(modified || view === null) && <SaveAs label={view ? 'Save as' : 'Save view'} />}
      {modified && (
        <Button size="compact-sm" variant="subtle" onClick={reset}>
          Reset
        </Button>
      )}
      {!modified && saved && <RemoveView view={saved} />}
      {error && <span role="alert">{problemOf(error).detail ?? problemOf(error).title}</span>}
    </span>
  );
}

function RemoveView({ view }: { view: NonNullable<View['saved']> }): ReactNode {
  const [, set] = useUrlState();
  const { mutate, isPending } = useViewChange(() => set({ view: null }));
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle">
          Delete view
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.dayForm}>
          <span>
            The view “{view.name}” goes away{view.scope === 'personal' ? '' : ' for everybody'}. No device changes.
          </span>
          <Button size="xs" loading={isPending} onClick={() => mutate({ kind: 'remove', id: view.id })}>
            Delete it
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** For whom the account may keep views. */
function useAudiences(): { value: string; label: string }[] {
  const session = useSession();
  const shared = session.sites.filter(({ id }) => can(session, 'view:share', id));
  return [
    { value: 'personal', label: 'Me' },
    ...(session.permissions['view:share'] === 'all' ? [{ value: 'district', label: 'Everybody' }] : []),
    ...shared.map(({ id, name }) => ({ value: id, label: name })),
  ];
}

function SaveAs({ label }: { label: string }): ReactNode {
  const [url, set] = useUrlState();
  const [open, setOpen] = useState(false);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const audiences = useAudiences();
  const { mutate, isPending, error } = useViewChange((view) => {
    setOpen(false);
    if (view) set({ view: view.id });
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { name, audience = 'personal' } = formValues(event.currentTarget);
    setProblems(name ? [] : [{ field: 'view-name', message: 'Give the view a name' }]);
    if (!name) return;
    const scope = audience === 'personal' || audience === 'district' ? audience : 'site';
    mutate({ kind: 'add', body: { name, scope, query: queryOf(url), ...(scope === 'site' && { siteId: audience }) } });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'view-name');
  return (
    <Popover position="bottom-end" trapFocus returnFocus opened={open} onChange={setOpen}>
      <Popover.Target>
        <Button size="compact-sm" variant="default" onClick={() => setOpen(!open)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.dayForm} onSubmit={submit} noValidate>
          <FormProblems problems={shown} />
          <TextInput id="view-name" name="name" label="Name" maxLength={60} error={shown[0]?.message} />
          {audiences.length > 1 && <NativeSelect name="audience" label="For" data={audiences} />}
          <Button type="submit" size="xs" loading={isPending}>
            Save view
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
