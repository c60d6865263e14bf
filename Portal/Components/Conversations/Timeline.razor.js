// Keeps the reader's place in a long history. Only a window of entries is in the document; above and below it stand empty
// spaces of the estimated height of the rest, so that the scroll bar tells the truth and can be dragged anywhere.
// Blazor changes the window; this runs after each change and before the browser paints, so that nothing is seen to move.
const views = new WeakMap();
const placeKey = 'portal.places';

export function attach(log, timeline) { views.set(log, view(log, timeline)); }

export function detach(log) { views.get(log)?.(); }

/** Where the person was in each conversation, kept over a reload. */
export function places() {
  try { return JSON.parse(sessionStorage.getItem(placeKey) ?? '{}'); } catch { return {}; }
}

function keepPlace(conversation, place) {
  try {
    const all = places();
    delete all[conversation];
    if (place) all[conversation] = place;
    for (const old of Object.keys(all).slice(0, -50)) delete all[old];
    sessionStorage.setItem(placeKey, JSON.stringify(all));
  } catch { /* the place is kept until the page goes */ }
}

function view(log, timeline) {
  const end = new AbortController();
  const items = log.querySelector('[data-items]');
  const top = log.querySelector('[data-pad="top"]'), bottom = log.querySelector('[data-pad="bottom"]');
  let conversation = '', stuck = true, placing = true, anchor = null, average = 60;
  let busy = false, frame = 0, farTimer = 0, placeTimer = 0, seenTimer = 0, seen = 0, reported = '';

  const call = (method, ...rest) => timeline.invokeMethodAsync(method, conversation, ...rest);
  const number = name => Number(log.dataset[name] ?? 0);
  const held = () => ({ first: number('first'), last: number('last'), newest: number('newest') });
  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 32;

  // The first entry that reaches below the given height; entries stand in order, so halving finds it.
  function entryAt(y) {
    const all = items.children;
    let low = 0, high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle].offsetTop + all[middle].offsetHeight > y) high = middle; else low = middle + 1;
    }
    return all[Math.min(low, all.length - 1)];
  }

  function remember() {
    const entry = entryAt(log.scrollTop + 1);
    anchor = entry && entry.offsetTop < log.scrollTop + log.clientHeight && entry.offsetTop + entry.offsetHeight > log.scrollTop
      ? { seq: entry.dataset.seq, offset: entry.offsetTop - log.scrollTop }
      : null;
  }

  function begin() {
    conversation = log.dataset.conversation ?? '';
    stuck = true;
    placing = true;
    anchor = null;
    seen = 0;
    reported = '';
    clearTimeout(farTimer);
    clearTimeout(placeTimer);
  }

  function layout() {
    if ((log.dataset.conversation ?? '') !== conversation) begin();
    const count = items.children.length, { first, last, newest } = held();
    if (count > 8) average = Math.max(24, items.offsetHeight / count);
    top.style.height = `${Math.max(0, first - 1) * average}px`;
    bottom.style.height = `${Math.max(0, newest - last) * average}px`;
    if (count > 0 && placing) { place(); placing = false; }
    else if (stuck && last >= newest) log.scrollTop = log.scrollHeight;
    else if (anchor) {
      const entry = items.querySelector(`[data-seq="${anchor.seq}"]`);
      if (entry) log.scrollTop = entry.offsetTop - anchor.offset;
    }
    look();
    check();
  }

  // Back to where the person was; else to the first unread message if the newest would hide it; else to the newest.
  function place() {
    const [seq, offset] = (log.dataset.place ?? '').split(':');
    const kept = seq && items.querySelector(`[data-seq="${seq}"]`);
    if (kept) {
      stuck = false;
      anchor = { seq, offset: Number(offset) };
      log.scrollTop = kept.offsetTop - anchor.offset;
      return;
    }
    log.scrollTop = log.scrollHeight;
    const unread = items.querySelector('[data-unread]')?.closest('[data-seq]');
    if (!unread || unread.offsetTop >= log.scrollTop) return;
    log.scrollTop = unread.offsetTop - 8;
    stuck = false;
    remember();
  }

  // Asks for more before the reader gets there; from far away for the very part that they want to see.
  async function check() {
    if (busy || !conversation || items.children.length === 0) return;
    const { first, last, newest } = held();
    const margin = log.clientHeight * 1.5, from = items.offsetTop, to = from + items.offsetHeight;
    const seenTop = log.scrollTop, seenBottom = seenTop + log.clientHeight;
    let work = null;
    if ((seenBottom < from && first > 1) || (seenTop > to && last < newest)) {
      clearTimeout(farTimer);
      farTimer = setTimeout(far, 60); // a dragged scroll bar passes many places
      return;
    }
    if (seenTop < from + margin && first > 1) work = 'OlderAsync';
    else if (seenBottom > to - margin && last < newest) work = 'NewerAsync';
    if (work) await run(() => call(work));
  }

  async function far() {
    if (busy || end.signal.aborted) return;
    const { first, last, newest } = held();
    if (log.scrollTop + log.clientHeight >= log.scrollHeight - 4) { await toEnd(); return; }
    const from = items.offsetTop, to = from + items.offsetHeight;
    let target = log.scrollTop < from ? 1 + Math.floor(log.scrollTop / average) : last + Math.floor((log.scrollTop - to) / average);
    target = Math.min(Math.max(1, target), newest);
    if (target >= first && target <= last) return;
    stuck = false;
    anchor = { seq: String(target), offset: 0 };
    await run(() => call('AroundAsync', target));
  }

  async function run(ask) {
    busy = true;
    try { await ask(); } catch { /* the connection is lost for a moment: the next scroll asks again */ }
    busy = false;
    if (!end.signal.aborted) requestAnimationFrame(check);
  }

  async function toEnd() {
    const { last, newest } = held();
    if (last < newest) await run(() => call('EndAsync'));
    stuck = true;
    anchor = null;
    layout();
    report();
  }

  // To one entry, which another part of the page speaks of.
  async function show(seq) {
    const { first, last, newest } = held();
    if (!(seq >= 1 && seq <= newest)) return;
    stuck = false;
    anchor = { seq: String(seq), offset: log.clientHeight / 3 };
    if (seq < first || seq > last) await run(() => call('AroundAsync', seq));
    layout();
    const entry = items.querySelector(`[data-seq="${seq}"]`);
    entry?.animate([{ background: 'var(--p-accent-soft)' }, { background: 'transparent' }], { duration: 1800, easing: 'ease-out' });
    log.focus({ preventScroll: true });
    report();
  }

  // What has been before the person's eyes: only with the page in front of them.
  function look() {
    if (!conversation || document.hidden || !document.hasFocus() || items.children.length === 0) return;
    const low = log.scrollTop + log.clientHeight - 12;
    let entry = entryAt(low);
    if (entry && entry.offsetTop > low) entry = entry.previousElementSibling;
    const seq = Number(entry?.dataset.seq ?? 0);
    if (seq <= seen) return;
    seen = seq;
    clearTimeout(seenTimer);
    seenTimer = setTimeout(() => call('Seen', seen).catch(() => { seen = 0; }), 50);
  }

  function report() {
    if (!conversation) return;
    const state = `${conversation}:${stuck}:${stuck ? '' : `${anchor?.seq}:${Math.round(anchor?.offset ?? 0)}`}`;
    if (state === reported) return;
    reported = state;
    keepPlace(conversation, stuck || !anchor ? null : anchor);
    call('Scrolled', Number(anchor?.seq ?? 0), anchor?.offset ?? 0, stuck).catch(() => { reported = ''; });
  }

  function onScroll() {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (placing || end.signal.aborted) return;
      const { last, newest } = held();
      const was = stuck;
      stuck = last >= newest && atEnd();
      remember();
      look();
      check();
      clearTimeout(placeTimer);
      placeTimer = setTimeout(report, was === stuck ? 300 : 0);
    });
  }

  log.addEventListener('scroll', onScroll, { passive: true, signal: end.signal });
  log.addEventListener('portal-end', toEnd, { signal: end.signal });
  log.addEventListener('portal-entry', e => show(e.detail), { signal: end.signal });
  log.parentElement.addEventListener('click', e => { if (e.target.closest('[data-jump]')) { toEnd(); log.focus(); } }, { signal: end.signal });
  addEventListener('focus', look, { signal: end.signal });
  document.addEventListener('visibilitychange', look, { signal: end.signal });
  const changes = new MutationObserver(layout);
  changes.observe(log, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-conversation', 'data-first', 'data-last', 'data-newest'] });
  const sizes = new ResizeObserver(layout);
  sizes.observe(log);
  sizes.observe(items);
  layout();

  return () => {
    end.abort();
    changes.disconnect();
    sizes.disconnect();
    for (const timer of [farTimer, placeTimer, seenTimer]) clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}
