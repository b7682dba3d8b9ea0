import { useWebApp } from '../support/web-app.js';

const app = useWebApp();

const deployed = () => app().given.device(app().siteId, { state: 'deployed' });

const stateOf = async (deviceId: string): Promise<string> => {
  const [{ state }] = await app().query<{ state: string }>('SELECT state FROM device WHERE id = $1', [deviceId]);
  return state;
};
const openLoan = async (deviceId: string): Promise<unknown> => {
  const [loan] = await app().query(
    'SELECT person_id, type, due_on::text, due_at FROM loan WHERE device_id = $1 AND returned_at IS NULL',
    [deviceId],
  );
  return loan ?? null;
};
const lastSeq = async (deviceId: string): Promise<unknown> =>
  (await app().query('SELECT last_seq FROM device WHERE id = $1', [deviceId]))[0].last_seq;

describe('undo', () => {
  it('29: a check in that is undone leaves holder, due date and state as before, and both in the history', async () => {
    const maya = await app().given.person(app().siteId);
    const { id, tag } = await app().given.device(app().siteId);
    const other = await app().otherDesk('Desk 3');
    await other.scan('out', maya.number);
    await other.scan('out', tag);
    const before = { loan: await openLoan(id), state: await stateOf(id) };
    expect(before).toMatchObject({ loan: { person_id: maya.id, type: 'one-to-one' }, state: 'deployed' });
    const { page, scan, view } = await app().desk('in');
    await scan(tag);
    await scan('3');
    await view.settled(1);
    expect(await openLoan(id)).toBeNull();
    await scan('/u');
    await scan('/u');
    await view.until(({ rows: [row] }) => row.undone);
    expect({ loan: await openLoan(id), state: await stateOf(id) }).toEqual(before);
    expect(
      await app().query('SELECT 1 FROM condition_report WHERE device_id = $1 AND withdrawn_at IS NULL', [id]),
    ).toEqual([]);
    await page.goto(`/devices/${id}`);
    await page.getByRole('heading', { level: 1, name: tag }).waitFor();
    for (const said of [/Checked in/, /[Uu]ndone|Taken back|Undo/])
      await page.getByRole('main').getByText(said).first().waitFor();
  });

  it('30: three undos take back the last three, the newest first', async () => {
    const devices = [await deployed(), await deployed(), await deployed(), await deployed()];
    const { scan, view } = await app().desk('in');
    for (const { tag } of devices) await scan(tag);
    await view.settled(4);
    for (const [n, { id }] of [...devices].reverse().slice(0, 3).entries()) {
      await scan('/u');
      await view.until(({ rows }) => rows.filter(({ undone }) => undone).length === n + 1);
      expect(await stateOf(id)).toBe('deployed');
    }
    expect((await view.now()).rows.map(({ undone }) => undone)).toEqual([true, true, true, false]);
    expect(await stateOf(devices[0].id)).toBe('in-stock');
    expect(await Promise.all(devices.slice(1).map(({ id }) => stateOf(id)))).toEqual(Array(3).fill('deployed'));
  });

  it('31: what another desk has lent since cannot be undone: it says who and when, and nothing changes', async () => {
    const { id, tag } = await deployed();
    const { number } = await app().given.person(app().siteId, { name: ['Ana', 'Wu'] });
    const { scan, view } = await app().desk('in');
    await scan(tag);
    await view.answered(tag);
    const desk2 = await app().otherDesk('Desk 2');
    await desk2.scan('out', number);
    await desk2.scan('out', tag);
    const before = { loan: await openLoan(id), seq: await lastSeq(id) };
    expect(before.loan).not.toBeNull();
    await scan('/u');
    const { result, rows } = await view.until((desk) => desk.result.row === 'UNDO-NO');
    expect(result.class).toBe('STOP');
    expect(result.headline).toMatch(/^NOT UNDONE – .* was given to Ana Wu at Desk 2, .*\d/);
    expect(result.text).toContain(tag);
    expect(rows.every(({ undone }) => !undone)).toBe(true);
    expect({ loan: await openLoan(id), seq: await lastSeq(id) }).toEqual(before);
  });

  it('32: undoing a take-over gives the device back to the first holder, due as before', async () => {
    const { id, tag } = await app().given.device(app().siteId, { loanerPool: true });
    const leo = await app().given.person(app().siteId, { name: ['Leo', 'Park'] });
    const maya = await app().given.person(app().siteId);
    const { scan, view } = await app().desk('out');
    await scan('/loan');
    await scan(leo.number);
    await scan(tag);
    await view.settled(2);
    const before = await openLoan(id);
    expect(before).toMatchObject({ person_id: leo.id, type: 'daily' });
    await scan('/pair');
    await scan(maya.number);
    await scan(tag);
    await view.until(({ result }) => result.row === 'O14');
    await scan('t');
    const taken = await view.until(({ result }) => result.row === 'O13' && result.sync === 'sent');
    expect(taken.result).toMatchObject({ class: 'CHECK', headline: 'CHECKED OUT ▲ was with Leo Park' });
    expect(await openLoan(id)).toMatchObject({ person_id: maya.id, type: 'one-to-one' });
    await scan('/u');
    await view.until(({ result }) => result.row === 'UNDO' && result.sync === 'sent');
    expect(await openLoan(id)).toEqual(before);
  });

  it('33: after an undo the same code works at once', async () => {
    const { id, tag } = await deployed();
    const { scan, view } = await app().desk('in');
    await scan(tag);
    await scan('/u');
    await scan(tag);
    const { rows } = await view.settled(2);
    expect(rows.map(({ undone, repeats, sync }) => ({ undone, repeats, sync }))).toEqual([
      { undone: false, repeats: 1, sync: 'sent' },
      { undone: true, repeats: 1, sync: 'sent' },
    ]);
    expect(await stateOf(id)).toBe('in-stock');
  });
});
