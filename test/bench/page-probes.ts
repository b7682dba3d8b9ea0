/* What runs in a page to measure it, as text: the benchmark is compiled without the DOM. */

/** `__focusAt`: when the scan field had the focus for the first time. */
export const FOCUS_PROBE = `
  window.__focusAt = null;
  addEventListener('focusin', ({ target }) => {
    if (target.dataset?.testid === 'scan-field') window.__focusAt ??= performance.now();
  }, true);`;

/** Milliseconds from the first paint until the scan field had the focus; 0: it had it before. `null`: not yet. */
export const FOCUS_AFTER_PAINT = `(() => {
  const paint = performance.getEntriesByName('first-paint')[0];
  return paint && window.__focusAt !== null ? Math.max(0, window.__focusAt - paint.startTime) : null;
})()`;

/** `__away`: for each click, how long after it the focus was somewhere else than in the scan field; 0: it never left. */
export const CLICK_PROBE = `
  window.__away = [];
  addEventListener('click', () => {
    const begun = performance.now();
    let away = 0;
    const look = () => {
      const now = performance.now() - begun;
      if (document.activeElement?.dataset.testid !== 'scan-field') away = now;
      if (now < 300) requestAnimationFrame(look);
      else window.__away.push(away);
    };
    look();
  }, true);`;

/** `__longTasks`: when each task of the page over 50 ms began, and its milliseconds. */
export const LONG_TASK_PROBE = `
  window.__longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.__longTasks.push([startTime, duration]);
  }).observe({ type: 'longtask', buffered: true });`;

/**
 * `__firstRows`: when a list had its first rows. `__filtered`: milliseconds from a click on a view until its rows are there.
 * `__shift`: how far things moved by themselves, as Chromium sums it up.
 */
export const LIST_PROBE = `
  window.__firstRows = null;
  window.__filtered = null;
  window.__shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.__shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const hasRows = () => document.querySelector('tbody tr[aria-rowindex]') !== null;
  const first = () => {
    if (hasRows()) window.__firstRows = performance.now();
    else requestAnimationFrame(first);
  };
  first();
  addEventListener('click', ({ target }) => {
    const view = target.closest('nav[aria-label=Views] a');
    if (!view) return;
    const begun = performance.now();
    window.__filtered = null;
    const look = () => {
      const there = view.getAttribute('aria-current') === 'page' && hasRows() && !document.querySelector('[aria-busy=true]');
      if (there) window.__filtered = performance.now() - begun;
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, true);`;
