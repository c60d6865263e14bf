// The browser's half of the chat page: scrolling, the options, sounds, and the composer around outbox.js.
import { createOutbox, moveOutbox } from '../../js/outbox.js';
import { createUploads } from '../../js/uploads.js';
import { createEmojiPicker } from '../../js/emoji.js';

const frame = window.portalChatFrame;
const byId = id => document.getElementById(id);
const pieces = [];
let dotNet, signals, outbox, uploads, sticks = true, keepFrom = null, wasWatched = null, sounds = true, audio = null;

const listen = (target, event, act, more) => target.addEventListener(event, act, { signal: signals.signal, ...more });

const shelf = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* for this page only */ } },
};

export async function start(reference) {
  dotNet = reference;
  const { token, page } = await frame.visit;
  return { token, page, region: navigator.language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

export function entered(visit) {
  const began = outbox !== undefined;
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
  const message = byId('message'), early = frame.alive();
  if (!began) message.value = early.text;
  outbox = createOutbox({
    scope: visit.scope, conversation: visit.conversation, everything: true, longest: visit.longest, words, dotNet,
    form: document.querySelector('.composer'), textarea: message, log: byId('log'), pending: byId('pending'),
    draw: item => bubble(item, words), mark: sign, changed: () => settle(true), refused: refuse,
  });
  uploads = createUploads({
    button: byId('attach'), input: byId('file'), area: document.querySelector('main'), textarea: message, place: byId('uploads'),
    ticket: () => dotNet.invokeMethodAsync('TicketAsync', outbox.next()),
    done(file, conversation) { outbox.show(conversation); outbox.add({ kind: 'file', file }); },
    most: visit.largest, size: () => visit.largestText, words: { ...words, failed: words.fileFailed },
  });
  if (!began) {
    pieces.push(createEmojiPicker({ button: byId('emoji'), place: byId('emoji-panel'), insert: sign => outbox.insert(sign), focus: () => message.focus() }));
    listen(byId('menu'), 'click', event => {
      const act = event.target.closest('[data-act]')?.dataset.act;
      if (act === 'save') save(words);
    });
    uploads.take(early.files);
    if (early.send) outbox.submit();
    if (early.focused || (frame.framed && frame.state.open)) focus();
  }
  watch();
  settle(true);
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

export function leave() {
  signals?.abort();
  outbox?.dispose();
  uploads?.dispose();
  for (const piece of pieces) piece.dispose?.();
}

// Once, when the page has become alive

function alive() {
  signals = new AbortController();
  frame.whenIdentified(token => dotNet.invokeMethodAsync('StartOverAsync', token));
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
  });
  back.observe(document.documentElement, { attributes: true, attributeFilter: ['data-connection'] });
  pieces.push({ dispose: () => back.disconnect() });
}

function minimise() { frame.send({ type: 'close' }); }

function watch() {
  const now = frame.watched;
  if (now === wasWatched) return;
  wasWatched = now;
  dotNet.invokeMethodAsync('WatchedAsync', now).catch(() => { wasWatched = null; });
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
  listen(log, 'scroll', () => { sticks = atEnd(); if (sticks) newer.hidden = true; }, { passive: true });
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
    if (act === 'email') dotNet.invokeMethodAsync('AskEmail');
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
