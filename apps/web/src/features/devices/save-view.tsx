import { Button, NativeSelect, Popover, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { refusalOf } from '../../lib/api.js';
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
          onClick={() => mutate({ kind: 'edit', id: saved.id, body: { version: saved.version, query: queryOf(url) } })}
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
      {!modified && saved && <RenameView key={saved.version} view={saved} />}
      {!modified && saved && <RemoveView view={saved} />}
      {error && <span role="alert">{refusalOf(error)}</span>}
    </span>
  );
}

type Saved = NonNullable<View['saved']>;

function RenameView({ view }: { view: Saved }): ReactNode {
  const [open, setOpen] = useState(false);
  const { mutate, isPending, error } = useViewChange(() => setOpen(false));
  const rename = (name: string): void => mutate({ kind: 'edit', id: view.id, body: { version: view.version, name } });
  return (
    <NameForm
      {...{ open, setOpen, error, isPending }}
      {...{ opener: 'Rename', submit: 'Rename the view', name: view.name, variant: 'subtle' }}
      onName={rename}
    />
  );
}

function RemoveView({ view }: { view: Saved }): ReactNode {
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
  const audiences = useAudiences();
  const { mutate, isPending, error } = useViewChange((view) => {
    setOpen(false);
    if (view) set({ view: view.id });
  });
  const save = (name: string, audience = 'personal'): void => {
    const scope = audience === 'personal' || audience === 'district' ? audience : 'site';
    mutate({ kind: 'add', body: { name, scope, query: queryOf(url), ...(scope === 'site' && { siteId: audience }) } });
  };
  return (
    <NameForm
      {...{ open, setOpen, error, isPending }}
      {...{ opener: label, submit: 'Save view', variant: 'default' }}
      onName={save}
    >
      {audiences.length > 1 && <NativeSelect name="audience" label="For" data={audiences} />}
    </NameForm>
  );
}

interface NameFormProps {
  open: boolean;
  setOpen: (open: boolean) => void;
  opener: string;
  submit: string;
  variant: 'default' | 'subtle';
  name?: string;
  error: unknown;
  isPending: boolean;
  onName: (name: string, audience?: string) => void;
  children?: ReactNode;
}

/** A button, and under it the form that asks for the name. */
function NameForm({ open, setOpen, opener, variant, error, onName, ...form }: NameFormProps): ReactNode {
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { name, audience } = formValues(event.currentTarget) as { name: string; audience?: string };
    setProblems(name ? [] : [{ field: 'view-name', message: 'Give the view a name' }]);
    if (name) onName(name, audience);
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'view-name');
  return (
    <Popover position="bottom-end" trapFocus returnFocus opened={open} onChange={setOpen}>
      <Popover.Target>
        <Button size="compact-sm" variant={variant} onClick={() => setOpen(!open)}>
          {opener}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.dayForm} onSubmit={submit} noValidate>
          <FormProblems problems={shown} />
          <TextInput
            id="view-name"
            name="name"
            label="Name"
            maxLength={60}
            defaultValue={form.name}
            error={shown[0]?.message}
          />
          {form.children}
          <Button type="submit" size="xs" loading={form.isPending}>
            {form.submit}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
