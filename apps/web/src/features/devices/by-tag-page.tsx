import { Button, TextInput } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';

/** `/d/…` of a label whose code is not known: search with it. Known ones are redirected before this page opens. */
export function UnknownTagPage(): ReactNode {
  const { tag = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const [text, setText] = useState(tag);
  return (
    <Page title="No device with this tag" area="Devices">
      <EmptyState
        title={`No device of your sites has the tag ${tag}`}
        action={
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void navigate({ to: '/devices', state: (old) => ({ ...old, q: text.trim() }) });
            }}
          >
            <TextInput
              label="Search for"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              mb="sm"
            />
            <Button type="submit">Search devices</Button>
          </form>
        }
      >
        The label may belong to another district, or the device to a site that you do not see.
      </EmptyState>
    </Page>
  );
}
