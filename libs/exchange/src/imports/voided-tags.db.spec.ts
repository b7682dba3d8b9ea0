import { Importer } from '../exchange.facade.js';
import type { Given } from './imports.test-support.js';
import { dryRun, importFile, givenDistrict } from './imports.test-support.js';

let given: Given;
const asked: string[][] = [];
beforeAll(async () => {
  given = await givenDistrict();
  const importer = new Importer(given.test.database, { DATA_DIR: given.folder }, (_db, tags) => {
    asked.push([...tags]);
    return Promise.resolve(tags.filter((tag) => tag.startsWith('V-')).map((tag) => ({ tag, reason: 'Smeared' })));
  });
  given = { ...given, importer };
});
afterAll(() => given.close());

const HEAD = 'Asset Tag,Serial,Model,Site';
const line = (tag: string, serial: string): string => `${tag},${serial},HP Chromebook 11 G9,LHS`;

describe('tags whose labels were voided', () => {
  it('are noted by the dry run with their lines, where a line gives them to a device', async () => {
    await importFile(given, 'devices', [HEAD, line('V-HAS', 'S-1'), line('OLD', 'S-2')]);
    asked.length = 0;
    const lines = [HEAD, line('V-HAS', 'S-1'), line('V-NEW', 'S-2'), line('V-2', 'S-3'), line('FINE', 'S-4')];
    const run = await dryRun(given, 'devices', [...lines, 'V-REFUSED,S-5,HP Chromebook 11 G9,NOWHERE'], {
      matchBy: 'serial',
    });
    expect(run.predicted!.voidedTags).toEqual({
      count: 2,
      items: [
        { line: 3, tag: 'V-NEW', reason: 'Smeared' },
        { line: 4, tag: 'V-2', reason: 'Smeared' },
      ],
    });
    expect(asked).toEqual([['V-NEW', 'V-2', 'FINE']]);
    const { items } = await given.importer.listRows(run.id, { limit: 10 });
    const note = { field: 'tag', column: 'Asset Tag', code: 'tag-voided' };
    const why = 'is the tag of labels that were voided, “Smeared”';
    expect(items.map(({ line, outcome, notes }) => [line, outcome, ...notes])).toEqual([
      [2, 'unchanged'],
      [3, 'change', { ...note, value: 'V-NEW', reason: why, fix: 'Look that no second label with it is about' }],
      [4, 'create', { ...note, value: 'V-2', reason: why, fix: 'Look that no second label with it is about' }],
      [5, 'create'],
      [6, 'refuse'],
    ]);
  });

  it('are not spoken of where there are none', async () => {
    expect((await dryRun(given, 'devices', [HEAD, line('FINE-2', 'S-9')])).predicted).not.toHaveProperty('voidedTags');
  });
});
