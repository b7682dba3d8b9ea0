import type { Dto } from '../../lib/api.js';
import { activeView, BUILT_IN, contentOf, isModified, queryOf, savedView } from './views.js';

const spare: Dto<'SavedViewDto'> = {
  ...{ id: '0198-spare', name: 'Spare 511s', scope: 'personal', siteId: null, mayEdit: true, version: 1 },
  query: 'state=in-stock,received&cols=tag,model&sort=-tag',
};
const views = [...BUILT_IN, savedView(spare)];

describe('the view of an address', () => {
  it.each([
    [{}, 'all', false],
    [{ state: 'deployed' }, 'out', false],
    [{ view: 'out', state: 'deployed' }, 'out', false],
    [{ view: 'out', state: 'deployed', site: 'LHS' }, 'out', true],
    [{ state: 'deployed', peek: 'x' }, 'out', false],
    [{ view: '0198-spare', state: 'received,in-stock', cols: 'tag,model', sort: '-tag' }, '0198-spare', false],
    [{ view: '0198-spare', state: 'received,in-stock', cols: 'model,tag', sort: '-tag' }, '0198-spare', true],
    [{ view: 'unseen', state: 'in-stock,deployed,in-repair', seenBefore: '90d', sort: 'lastSeen' }, 'unseen', false],
    [{ sort: 'tag' }, 'all', false],
    [{ site: 'LHS' }, undefined, false],
    [{ view: 'gone', state: 'in-repair' }, 'repair', false],
  ])('%j is %s, modified: %s', (url, id, modified) => {
    const view = activeView(views, url);
    expect(view?.id).toBe(id);
    expect(isModified(view, url as Record<string, string>)).toBe(modified);
  });

  it('keeps everything but which view it is and what is looked into', () => {
    const url = { view: 'out', peek: 'x', state: 'deployed', cols: 'tag,model' };
    expect(queryOf(url)).toBe('state=deployed&cols=tag,model');
    expect(contentOf(savedView({ ...spare, query: queryOf(url) }).search)).toEqual({
      ...{ state: 'deployed', cols: 'tag,model' },
    });
    expect(queryOf({ view: 'all' })).toBe('sort=tag');
  });
});
