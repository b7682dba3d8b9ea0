import { answerOf, howText, orgChoices } from './org-answers.js';

const org = {
  ...{
    orgId: 'org-9',
    name: 'Harbor',
    type: 'school',
    identifier: 'HVA',
    siteId: null,
    siteCode: null,
    siteName: null,
  },
  ...{ how: null, answered: false, people: 12, unknown: true },
};

describe('answers about schools of a roster', () => {
  it('go to the API as what was chosen', () => {
    expect(answerOf('org-9', 'site:0190-1')).toEqual({ orgId: 'org-9', siteId: '0190-1' });
    expect(answerOf('org-9', 'none')).toEqual({ orgId: 'org-9', siteId: null });
    expect(answerOf('org-9', 'make:high')).toEqual({ orgId: 'org-9', makeSite: { kind: 'high' } });
    expect(answerOf('org-9', 'forget')).toEqual({ orgId: 'org-9', forget: true });
  });

  it('say how a site is known, and that one is not', () => {
    expect(howText(org)).toBe('Not known');
    expect(howText({ ...org, answered: true, unknown: false })).toBe('somebody said: no site');
    expect(howText({ ...org, siteId: '1', how: 'name', unknown: false })).toBe('same name');
  });

  it('offer to take back only what was said', () => {
    const values = (answered: boolean): (string | undefined)[] =>
      orgChoices({ ...org, answered }, []).map((choice) => ('value' in choice ? choice.value : undefined));
    expect(values(false)).toEqual(['', 'none', undefined, undefined]);
    expect(values(true)).toEqual(['', 'forget', 'none', undefined, undefined]);
  });
});
