// The browser's half of the chat page: scrolling, the options, sounds, and the composer around outbox.js.
import { createOutbox, moveOutbox } from '../../js/outbox.js';
import { createUploads } from '../../js/uploads.js';
import { createEmojiPicker } from '../../js/emoji.js';

const frame = window.portalChatFrame;
const byId = id => document.getElementById(id);
const pieces = [];
let dotNet, next, box, signals, outbox, uploads, sticks = true, place = 0, keepFrom = null, wasWatched = null, readsBack = false, identity = null, sounds = true, audio = null;

// While the page is drawn anew, what it was drawn by before is no more, and its references lead astray.
const between = () => document.documentElement.dataset.connection === 'resuming';
const ask = (method, ...values) => between() ? Promise.reject(new Error('The page is drawn anew.')) : dotNet.invokeMethodAsync(method, ...values);
const listen = (target, event, act, more) => target.addEventListener(event, act, { signal: signals.signal, ...more });

const shelf = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* for this page only */ } },
};

export async function start(reference) {
  next = reference;
  const { token, page } = await frame.visit;
  return { token, page, region: navigator.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

export function entered(visit) {
  const message = byId('message'), drawnAnew = outbox !== undefined && message !== box;
  const unfinished = drawnAnew ? end() : [];
  const began = outbox !== undefined && !drawnAnew;
  [dotNet, box] = [next, message];
  if (drawnAnew) keepFrom = null;
  if (!began) alive();
  frame.keep(visit.token);

  // An anonymous visitor who was identified is the same person: what was not sent yet goes along.
  const inbox = document.documentElement.dataset.inbox;
  const last = JSON.parse(shelf.get(`portal.scope.${inbox}`) ?? 'null');
  if (last && last.scope !== visit.scope && !last.verified) moveOutbox(last.scope, visit.scope);
  shelf.set(`portal.scope.${inbox}`, JSON.stringify({ scope: visit.scope, verified: visit.verified }));

  outbox?.dispose();
  uploads?.dispose();
  const { words } = visit;
  const early = frame.alive();
  if (!began && !drawnAnew) message.value = early.text;
  outbox = createOutbox({
    scope: visit.scope, conversation: visit.conversation, everything: true, longest: visit.longest, words, dotNet,
    form: document.querySelector('.composer'), textarea: message, log: byId('log'), pending: byId('pending'),
    draw: item => bubble(item, words), mark: sign, changed: () => settle(true), refused: refuse, goesOn: drawnAnew,
  });
  uploads = createUploads({
    button: byId('attach'), input: byId('file'), area: document.querySelector('main'), textarea: message, place: byId('uploads'),
    ticket: () => ask('TicketAsync', outbox.next()),
    done(file, conversation) { outbox.show(conversation); outbox.add({ kind: 'file', file }); },
    most: visit.largest, size: () => visit.largestText, words: { ...words, failed: words.fileFailed },
  });
  if (!began) {
    pieces.push(createEmojiPicker({ button: byId('emoji'), place: byId('emoji-panel'), insert: sign => outbox.insert(sign), focus: () => message.focus() }));
    listen(byId('menu'), 'click', event => {
      const act = event.target.closest('[data-act]')?.dataset.act;
      if (act === 'save') save(words);
    });
    uploads.take([...unfinished, ...early.files]);
    if (early.send) outbox.submit();
    if (!drawnAnew && (early.focused || (frame.framed && frame.state.open))) focus();
  }
  window.portalReconnect.drawn();
  watch();
  settle(!drawnAnew);
  readsBack = false;
  tellPlace();
}

export function focus() {
  // A keyboard that jumps over half of a small screen is not asked for.
  if (!matchMedia('(pointer: coarse)').matches) byId('message')?.focus();
}

export function unread(count) { frame.send({ type: 'unread', count }); }

function arrived() {
  frame.send({ type: 'message', from: 'team' });
  if (sounds && !frame.watched) beep();
}

/** The component goes. Where another node draws the page anew, this page stays until then. */
export function leave() { if (!between()) end(); }

/** Returns the files that were on their way. */
function end() {
  signals?.abort();
  outbox?.dispose();
  for (const piece of pieces.splice(0)) piece.dispose?.();
  return uploads?.dispose() ?? [];
}

/** Another node has drawn the page: it looks as the one before until that node has said how it goes on. */
function redrawn(before) {
  const log = byId('log'), pending = byId('pending');
  const here = new Set([...log.querySelectorAll('[data-client-id]')].map(entry => entry.dataset.clientId));
  pending.append(...[...before.querySelectorAll('[data-outbox-id]')].filter(unsent => !here.has(unsent.dataset.outboxId)));
  // What is typed from now on is in the draft as well, should the page have to load itself after all.
  const message = byId('message'), old = box;
  listen(message, 'input', () => { old.value = message.value; old.dispatchEvent(new Event('input')); });
  log.scrollTop = sticks ? log.scrollHeight : place;
}

function identified(token) {
  identity = between() ? token : null;
  if (!identity) ask('StartOverAsync', token).catch(() => { identity = token; });
}

// Once, when the page has become alive

function alive() {
  signals = new AbortController();
  frame.whenIdentified(identified);
  frame.whenRedrawn(redrawn);
  frame.whenChanged(() => { watch(); if (frame.state.open) { settle(); focus(); } });
  for (const event of ['focus', 'blur']) listen(window, event, watch);
  listen(document, 'visibilitychange', watch);

  listen(byId('minimise'), 'click', minimise);
  byId('minimise').hidden = !frame.framed;
  listen(document, 'keydown', event => { if (event.key === 'Escape' && !event.defaultPrevented) minimise(); });
  menu();
  const arrivals = new MutationObserver(arrived);
  arrivals.observe(byId('log'), { attributeFilter: ['data-arrivals'] });
  pieces.push({ dispose: () => arrivals.disconnect() });
  scrolling();

  const back = new MutationObserver(() => {
    if (document.documentElement.dataset.connection !== 'back') return;
    wasWatched = null;
    watch();
    if (identity) identified(identity);
  });
  back.observe(document.documentElement, { attributes: true, attributeFilter: ['data-connection'] });
  pieces.push({ dispose: () => back.disconnect() });
}

function minimise() { frame.send({ type: 'close' }); }

function watch() {
  const now = frame.watched;
  if (now === wasWatched) return;
  wasWatched = now;
  ask('WatchedAsync', now).catch(() => { wasWatched = null; });
}

function refuse(why) {
  const place = byId('refused');
  place.textContent = why ?? '';
  place.hidden = !why;
}

// Scrolling: at the newest message it stays there; elsewhere nothing moves, and a button says that there is more

function scrolling() {
  const log = byId('log'), newer = byId('newer');
  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 48;
  listen(log, 'scroll', () => {
    sticks = atEnd();
    place = log.scrollTop;
    if (sticks) newer.hidden = true;
    tellPlace();
  }, { passive: true });
  listen(newer, 'click', () => { settle(true); focus(); });
  listen(log, 'click', event => { if (event.target.closest('#earlier')) keepFrom = log.scrollHeight - log.scrollTop; });
  const changes = new MutationObserver(list => {
    if (keepFrom !== null && list.some(change => change.addedNodes.length > 0)) {
      log.scrollTop = log.scrollHeight - keepFrom;
      keepFrom = null;
    } else if (sticks) settle();
    else if (list.some(change => [...change.addedNodes].some(node => node.nodeType === 1 && node.matches('.m.in')))) newer.hidden = false;
  });
  changes.observe(log, { childList: true, subtree: true, characterData: true });
  const sizes = new ResizeObserver(() => { if (sticks) settle(); });
  sizes.observe(log);
  pieces.push({ dispose() { changes.disconnect(); sizes.disconnect(); } });
}

// The server keeps in the page what somebody reads. Not told for want of a connection, it is with the next scroll.
function tellPlace() {
  if (readsBack === !sticks) return;
  readsBack = !sticks;
  ask('ReadsBack', readsBack).catch(() => { readsBack = null; });
}

function settle(always = false) {
  if (!sticks && !always) return;
  const log = byId('log');
  sticks = true;
  log.scrollTop = log.scrollHeight;
  byId('newer').hidden = true;
}

// Unsent messages, drawn as the server will draw them

function bubble(item, words) {
  const element = document.createElement('div');
  element.className = 'm me gap last wait';
  const who = Object.assign(document.createElement('span'), { className: 'vh', textContent: `${words.you}: ` });
  const state = Object.assign(document.createElement('p'), { className: 'st' });
  state.dataset.state = '';
  element.append(who, content(item, words), state);
  return element;
}

const signs = {
  waiting: 'M10 16.8a6.8 6.8 0 1 0 0-13.6 6.8 6.8 0 0 0 0 13.6zM10 6.4V10l2.4 1.6',
  sent: 'M4 10.6 8.2 14.8 16.2 5.8',
};

function sign(state) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'i xs');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', signs[state] ?? 'M10 3.6 17.2 16H2.8zM10 8v3.6M10 13.8v.1');
  return svg;
}

function content(item, words) {
  const { file } = item;
  if (file?.preview) {
    const picture = document.createElement('div');
    picture.className = 'pic unsized';
    picture.append(Object.assign(document.createElement('img'), { src: file.preview, alt: words.photo.replace('{0}', file.name) }));
    return picture;
  }
  const body = document.createElement('div');
  body.className = 'b';
  body.dir = 'auto';
  body.textContent = file ? file.name : item.text;
  return body;
}

// Options

function menu() {
  const button = byId('options'), list = byId('menu'), all = [...list.querySelectorAll('button')];
  const check = list.querySelector('[data-act=sounds]');
  const show = on => {
    list.hidden = !on;
    button.setAttribute('aria-expanded', String(on));
    if (on) all[0].focus();
  };
  const paint = () => check.setAttribute('aria-checked', String(sounds));
  sounds = shelf.get('portal.sounds') !== 'off';
  paint();
  listen(button, 'click', () => show(list.hidden));
  listen(list, 'click', event => {
    const act = event.target.closest('[data-act]')?.dataset.act;
    if (act === 'sounds') {
      sounds = !sounds;
      shelf.set('portal.sounds', sounds ? 'on' : 'off');
      paint();
      if (sounds) beep();
      return;
    }
    show(false);
    button.focus();
    if (act === 'email') ask('AskEmail').catch(() => { /* asked for again by whoever still wants it */ });
  });
  listen(list, 'keydown', event => {
    const entries = all.filter(entry => !entry.hidden), at = entries.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); show(false); button.focus(); }
    else if (event.key === 'Tab') show(false);
    else if (step) { event.preventDefault(); entries[(at + step + entries.length) % entries.length].focus(); }
  });
  listen(document, 'pointerdown', event => { if (!list.hidden && !list.contains(event.target) && !button.contains(event.target)) show(false); });
}

function save(words) {
  const text = [...byId('log').querySelectorAll('.day, .sys, .m')].map(line => line.matches('.m')
    ? [...line.querySelectorAll('.by, :scope > .vh, .b, .pic img')].map(part => part.alt ?? part.innerText.trim()).join(' ')
    : line.innerText).join('\n');
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  Object.assign(document.createElement('a'), { href: address, download: `${words.fileName}.txt` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function beep() {
  try {
    if (!navigator.userActivation?.hasBeenActive) return; // browsers stay silent until somebody has clicked
    audio ??= new AudioContext();
    const tone = audio.createOscillator(), volume = audio.createGain(), now = audio.currentTime;
    tone.frequency.setValueAtTime(660, now);
    tone.frequency.setValueAtTime(880, now + .09);
    volume.gain.setValueAtTime(.08, now);
    volume.gain.exponentialRampToValueAtTime(.0001, now + .28);
    tone.connect(volume).connect(audio.destination);
    tone.start(now);
    tone.stop(now + .3);
  } catch { /* no sound is no loss */ }
}
