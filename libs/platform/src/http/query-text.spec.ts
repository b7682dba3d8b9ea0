import { IsChoice } from './fields.js';
import { PageQuery, QueryChoices, QueryFlag } from './query-fields.js';
import { queryOf } from './query-text.js';

class ListQuery extends PageQuery {
  @QueryChoices(['missing', 'lost', 'stolen'], { optional: true })
  state?: string[];

  @QueryFlag({ optional: true })
  overdue?: boolean;

  @IsChoice(['tag', '-tag'], { optional: true })
  sort?: string;
}

const refused = async (text: string): Promise<unknown> => queryOf(ListQuery, text).catch((error: unknown) => error);

it('reads the text of an address as its list does', async () => {
  expect(await queryOf(ListQuery, 'state=missing,lost&overdue=true&sort=-tag')).toMatchObject({
    ...{ state: ['missing', 'lost'], overdue: true, sort: '-tag', limit: 100 },
  });
  expect(await queryOf(ListQuery, '')).toMatchObject({ limit: 100 });
});

it.each([
  ['state=missing&state=lost', 'state'],
  ['state=missing&state=missing', 'state'],
  ['overdue=true&overdue=false', 'overdue'],
  ['sort=tag&sort=-tag', 'sort'],
  ['limit=10&limit=20', 'limit'],
  ['color=red', 'color'],
])('refuses %s and names the field', async (text, field) => {
  expect(await refused(text)).toMatchObject({ status: 400, errors: [{ field }] });
});
