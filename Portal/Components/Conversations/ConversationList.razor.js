// While the hand moves over the rows, the list holds its order: nothing slips away from under it.
const ends = new WeakMap();
const rest = 2500; // a hand that has not moved for so long is not about to press

export function listen(root, list) {
  const end = new AbortController();
  ends.set(root, end);
  const rows = root.querySelector('[data-rows]');
  let held = false, timer = 0;

  const hold = on => {
    clearTimeout(timer);
    if (on) timer = setTimeout(() => hold(false), rest);
    if (held === on) return;
    held = on;
    list.invokeMethodAsync('HoldAsync', on).catch(() => { /* the page is going, or the connection is lost for a moment */ });
  };

  rows.addEventListener('pointermove', e => { if (e.pointerType === 'mouse') hold(true); }, { signal: end.signal });
  rows.addEventListener('pointerdown', () => hold(true), { signal: end.signal });
  rows.addEventListener('pointerleave', () => hold(false), { signal: end.signal });
}

export function stop(root) { ends.get(root)?.abort(); }
