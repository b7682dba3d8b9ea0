import { Button, Checkbox, NativeSelect, SegmentedControl } from '@mantine/core';
import { joinWords } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useDeviceFilters } from '../../components/device-filters/use-device-filters.js';
import { listParam } from '../../lib/use-url-state.js';
import { isOfDevices, kindOf, wayOf, type Known, type Way } from './choice.rules.js';
import { count, KINDS } from './label-words.js';
import { listWords, orderWords } from './list-words.js';
import styles from './labels.module.css';
import { PastedCodes } from './pasted-codes.js';
import { RangeFields } from './range-fields.js';
import { StudentFields } from './student-fields.js';
import type { Choice } from './use-choice.js';

interface WhatProps {
  choice: Choice;
  known: Known;
  kinds: readonly string[];
}

/** Other kinds are chosen in another way: what was chosen before would mean something else. */
const CLEARED = { by: null, ids: null, list: null, some: null, all: null, stock: null, from: null };

/** What the labels are of. */
export function WhatFields({ choice, known, kinds }: WhatProps): ReactNode {
  const kind = kindOf(choice.url);
  return (
    <>
      <NativeSelect
        id="label-kind"
        label="Labels of"
        value={kind}
        data={Object.entries(KINDS)
          .filter(([value]) => kinds.includes(value))
          .map(([value, label]) => ({ value, label }))}
        onChange={(event) => choice.set({ ...CLEARED, kind: event.currentTarget.value })}
      />
      {isOfDevices(kind) && <DeviceFields choice={choice} siteCode={known.siteCode} />}
      {kind === 'tag-range' && <RangeFields choice={choice} />}
      {kind === 'room' && <PlaceFields choice={choice} places={known.rooms} words="rooms" />}
      {(kind === 'cart' || kind === 'cart-slot') && <PlaceFields choice={choice} places={known.carts} words="carts" />}
      {kind === 'person' && <StudentFields choice={choice} known={known} />}
      {kind === 'command' && (
        <p className={styles.help}>
          One page for the scan station: check out, check in, undo and the others, to be scanned instead of typed.
          Laminate it and keep it at the desk.
        </p>
      )}
    </>
  );
}

const WAY_WORDS: Record<Way, string> = { codes: 'Codes', list: 'A list', ids: 'Chosen' };

function DeviceFields({ choice, siteCode }: { choice: Choice; siteCode: string }): ReactNode {
  const way = wayOf(choice.url);
  const chosen = choice.kept.ids ?? listParam(choice.url.ids);
  const ways = (['codes', 'list', 'ids'] as const).filter((each) => each !== 'ids' || chosen.length > 0);
  return (
    <>
      <SegmentedControl
        id="label-by"
        size="xs"
        aria-label="Which devices"
        value={way}
        data={ways.map((value) => ({ value, label: WAY_WORDS[value] }))}
        onChange={(by) => choice.set({ by })}
      />
      {way === 'codes' && <PastedCodes choice={choice} of="Tags or serial numbers" />}
      {way === 'list' && <DeviceListFields choice={choice} siteCode={siteCode} />}
      {way === 'ids' && (
        <p className={styles.help}>
          {count(chosen.length)} {chosen.length === 1 ? 'device' : 'devices'} chosen in the device list.
        </p>
      )}
    </>
  );
}

/** Filters are set where the list is: what it shows then is what is printed. */
function DeviceListFields({ choice: { url }, siteCode }: { choice: Choice; siteCode: string }): ReactNode {
  const list = new URLSearchParams(url.list ?? `site=${siteCode}`);
  const chosen = (name: string): string[] => listParam(list.get(name) ?? '');
  const places = { site: chosen('site'), room: chosen('room'), roomNot: chosen('roomNot') };
  const words = listWords(list, useDeviceFilters(places));
  return (
    <>
      <p className={styles.list}>
        {words.length === 0 ? 'All devices of every site, sorted ' : `All devices: ${words.join('; ')}. Sorted `}
        {orderWords(list)}.
      </p>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/devices" search={Object.fromEntries(list) as never} {...props} />}
      >
        Choose in the device list
      </Button>
      <p className={styles.help}>Filter the list there, then choose “Print labels”.</p>
    </>
  );
}

interface PlaceFieldsProps {
  choice: Choice;
  places: Known['rooms'];
  words: string;
}

/** None marked is all of them. */
function PlaceFields({ choice: { url, set }, places, words }: PlaceFieldsProps): ReactNode {
  const some = listParam(url.some);
  if (places.length === 0) return null;
  const toggle = (code: string, on: boolean): void =>
    set({ some: joinWords(on ? [...some, code] : some.filter((other) => other !== code)) || null });
  return (
    <fieldset className={styles.places}>
      <legend>
        {some.length === 0
          ? `All ${count(places.length)} ${words}`
          : `${count(some.length)} of ${count(places.length)} ${words}`}
      </legend>
      <div className={styles.placeList} tabIndex={0} role="group" aria-label={`Some ${words} only`}>
        {places.map(({ id, code }) => (
          <Checkbox
            key={id}
            size="xs"
            label={code}
            checked={some.includes(code)}
            onChange={(event) => toggle(code, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}
