import { places } from './Timeline.razor.js';

const pages = new WeakMap();
const storage = {
  get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* kept until the page goes */ } },
};
let user = '';
let audio = null;

const key = name => `portal.workspace.${user}.${name}`;

export function start(root, page, userId) {
  user = userId;
  const end = new AbortController();
  pages.set(root, end);
  const signal = end.signal;
  const tell = (method, ...rest) => page.invokeMethodAsync(method, ...rest).catch(() => { /* the connection is lost for a moment */ });

  keyboard(root, tell, signal);
  root.addEventListener('click', e => {
    const entry = e.target.closest('[data-entry]');
    if (entry) root.querySelector('[data-log]')?.dispatchEvent(new CustomEvent('portal-entry', { detail: Number(entry.dataset.entry) }));
  }, { signal });
  sheet(root, signal);
  const drafts = watchDrafts(root, tell, signal);

  // Reading is having the page in front of oneself.
  const reading = () => !document.hidden && document.hasFocus();
  let told = reading();
  const look = () => { if (reading() !== told) { told = !told; tell('ReadingChanged', told); } };
  for (const event of ['focus', 'blur']) addEventListener(event, look, { signal });
  document.addEventListener('visibilitychange', look, { signal });

  // Browsers let a page make a sound only after somebody has touched it.
  addEventListener('pointerdown', wakeAudio, { signal, capture: true });
  addEventListener('keydown', wakeAudio, { signal, capture: true });

  // The permission is asked for by a press and by nothing else.
  document.addEventListener('click', async e => {
    if (!e.target.closest('[role="menuitem"]')?.querySelector('[data-ask-notify]')) return;
    const answer = 'Notification' in window ? await Notification.requestPermission() : 'denied';
    tell('PermissionAsync', answer === 'granted');
  }, { signal, capture: true });

  // Whoever reloads the page leaves the conversation for a moment, or for longer: the circuit that would know it is gone.
  addEventListener('pagehide', () => {
    const open = location.pathname.match(/\/workspace\/([0-9a-f-]{36})/i)?.[1];
    if (open) keep('left', { ...storage.get(key('left')), [open.toLowerCase()]: Date.now() });
  }, { signal });

  ends.go = id => tell('GoTo', id);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const settings = storage.get(key('settings'));
  const granted = 'Notification' in window && Notification.permission === 'granted';
  return {
    zone, offset: -new Date().getTimezoneOffset(), reading: told, denied: 'Notification' in window && Notification.permission === 'denied',
    order: storage.get(key('order')), settings: settings ? { ...settings, notify: settings.notify && granted } : null, drafts: drafts(), places: places(), left: storage.get(key('left')),
  };
}

const ends = { go() { } };

export function keep(name, value) { storage.set(key(name), value); }

export function stop(root) { pages.get(root)?.abort(); }

function keyboard(root, tell, signal) {
  const typing = target => target.closest('input, textarea, select, [contenteditable], dialog[open], [role="menu"]');
  const rows = () => [...root.querySelectorAll('[data-row]')];

  function move(step) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(document.activeElement?.closest?.('[data-row]'));
    const from = at >= 0 ? at : all.findIndex(row => row.hasAttribute('aria-current'));
    const row = all[Math.min(all.length - 1, Math.max(0, from + step))];
    row.focus();
    row.scrollIntoView({ block: 'nearest' });
  }

  const mode = to => root.querySelector('[data-composer]')?.dispatchEvent(new CustomEvent('portal-mode', { detail: to }));

  addEventListener('keydown', e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || typing(e.target) || document.querySelector('dialog[open]')) return;
    const inList = e.target.closest('[data-rows]');
    const act = {
      m: () => rows().find(row => !row.hasAttribute('aria-current'))?.click(),
      j: () => move(1), k: () => move(-1), ArrowDown: inList && (() => move(1)), ArrowUp: inList && (() => move(-1)),
      r: () => mode('reply'), n: () => mode('note'), '/': () => root.querySelector('[data-search]')?.focus(),
      g: () => root.querySelector('[data-log]')?.dispatchEvent(new CustomEvent('portal-end')),
      s: () => root.querySelector('[data-snooze] button')?.click(), i: () => toggleSheet(root), Escape: () => closeSheet(root),
    }[e.key];
    if (act) { e.preventDefault(); act(); return; }
    if (['t', 'e', 'o', 'u', 'a', 'q', 'x', 'y', 'b', 'd', 'f', 'c', 'w', 'p', '?'].includes(e.key)) { e.preventDefault(); if (e.key === 'b') revealSheet(root); tell('KeyAsync', e.key); }
  }, { signal });
}

// The customer's panel, where there is no room for it beside the conversation.
function sheet(root, signal) {
  root.addEventListener('click', e => {
    if (e.target.closest('[data-sheet-open]')) openSheet(root);
    else if (root.dataset.sheet === 'open' && (e.target.closest('[data-sheet-close]') || e.target.closest('[data-sheet] :is(a, [data-entry])') || !e.target.closest('[data-sheet]'))) closeSheet(root);
  }, { signal });
}

function openSheet(root) {
  root.dataset.sheet = 'open';
  root.querySelector('[data-sheet-close]')?.focus();
}

// What is going to be filled in there has to be seen; where the panel stands beside the conversation it is.
function revealSheet(root) {
  if (root.querySelector('[data-sheet-close]')?.checkVisibility() === false && root.querySelector('[data-sheet]')?.checkVisibility() !== false) return;
  openSheet(root);
}

function toggleSheet(root) { if (root.dataset.sheet === 'open') closeSheet(root); else openSheet(root); }

function closeSheet(root) {
  if (root.dataset.sheet !== 'open') return;
  delete root.dataset.sheet;
  root.querySelector('[data-sheet-open]')?.focus();
}

// Which conversations hold something written and not sent; the outbox keeps it.
function watchDrafts(root, tell, signal) {
  const prefix = `portal.draft.staff.${user}.`;
  let before = '', timer = 0;

  function read() {
    const found = {};
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(prefix)) continue;
        const [conversation] = name.slice(prefix.length).split('.');
        const text = localStorage.getItem(name)?.trim();
        if (text && conversation.length === 36) found[conversation] ??= text.slice(0, 80);
      }
    } catch { /* storage is switched off: drafts live in the page alone */ }
    return found;
  }

  const look = () => {
    const now = read(), text = JSON.stringify(now);
    if (text === before) return;
    before = text;
    tell('DraftsChanged', now);
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(look, 600); };

  root.addEventListener('input', later, { signal });
  root.addEventListener('submit', later, { signal });
  root.addEventListener('keyup', e => { if (e.key === 'Enter') later(); }, { signal });
  root.addEventListener('portal-shown', later, { signal, capture: true });
  addEventListener('storage', e => { if (e.key?.startsWith(prefix)) later(); }, { signal });
  return () => { const now = read(); before = JSON.stringify(now); return now; };
}

function wakeAudio() {
  try {
    audio ??= new AudioContext();
    if (audio.state === 'suspended') audio.resume();
  } catch { /* no sound here */ }
}

// Two short notes; the second is higher for something new.
function chime(kind) {
  if (audio?.state !== 'running') return;
  const at = audio.currentTime, notes = kind === 'Offer' ? [587, 880] : [659, 659];
  notes.forEach((frequency, i) => {
    const tone = audio.createOscillator(), volume = audio.createGain();
    tone.type = 'sine';
    tone.frequency.value = frequency;
    const from = at + i * .13;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(.12, from + .015);
    volume.gain.exponentialRampToValueAtTime(.0001, from + .22);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + .24);
  });
}

let rang = 0;

/** Something needs this person. Silent when they are looking at it. */
export function attention({ id, kind, title, body, open, sound, notify }) {
  const here = !document.hidden && document.hasFocus();
  if (here && open) return;
  if (sound && Date.now() - rang > 1000) {
    rang = Date.now();
    chime(kind);
  }
  if (!notify || here || !('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const note = new Notification(title, { body, tag: `portal-${id}`, renotify: false, silent: true });
    note.onclick = () => { window.focus(); ends.go(id); note.close(); };
  } catch { /* some browsers allow notifications to service workers only */ }
}
