import { createOutbox } from '../../js/outbox.js';
import { createUploads } from '../../js/uploads.js';
import { createEmojiPicker } from '../../js/emoji.js';
import { createMentions } from '../../js/mentions.js';

const composers = new WeakMap();
const modes = ['reply', 'note'];


export function start(root, dotNet, options) {
  const end = new AbortController();
  const signal = end.signal;
  const words = options.words;
  const textarea = root.querySelector('[data-text]'), form = root.querySelector('[data-form]'), send = root.querySelector('[data-send]');
  const refusedAt = root.querySelector('[data-refused]'), offline = root.querySelector('[data-offline]');
  const log = document.querySelector('[data-log]'), pending = log.querySelector('[data-pending]');
  const kept = new Map(); // the mode of each conversation
  let conversation = null, fresh = false;

  // Registered before the outbox's own observer: catching up is asked for before anything is sent again.
  let lost = false;
  const connection = new MutationObserver(() => {
    const now = ['lost', 'reloading'].includes(document.documentElement.dataset.connection);
    if (now === lost) return;
    lost = now;
    offline.hidden = !lost;
    if (!lost) catchUp();
  });
  connection.observe(document.documentElement, { attributes: true, attributeFilter: ['data-connection'] });

  async function catchUp() {
    root.dataset.stale = '';
    send.disabled = true;
    for (let wait = 200; !signal.aborted && !lost; wait = Math.min(wait * 2, 5000)) {
      try {
        await dotNet.invokeMethodAsync('CatchUpAsync');
        delete root.dataset.stale;
        able();
        return;
      } catch {
        await new Promise(resolve => setTimeout(resolve, wait)); // the database may be gone for a moment
      }
    }
  }

  // Enter does nothing until what was missed is on the page; what is typed stays.
  textarea.addEventListener('keydown', e => {
    if (e.key === 'Enter' && !e.shiftKey && (root.dataset.stale !== undefined || send.disabled)) { e.preventDefault(); e.stopImmediatePropagation(); }
    if (e.key === 'Escape') textarea.blur();
  }, { signal });

  // Somebody else writes to the same customer: said before anything goes out. Before the outbox hears of it.
  const clash = root.querySelector('[data-clash]'), clashText = root.querySelector('[data-clash-text]');
  let anyway = false;
  function collides(e) {
    const writer = root.dataset.writer;
    if (anyway || !writer || root.dataset.mode !== 'reply' || !textarea.value.trim()) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    clashText.textContent = words.clash.replace('{0}', writer);
    clash.hidden = false;
    root.querySelector('[data-clash-send]').focus();
  }
  root.addEventListener('submit', collides, { signal, capture: true });
  root.addEventListener('keydown', e => {
    if (e.target === textarea && e.key === 'Enter' && !e.shiftKey && !e.isComposing) collides(e);
  }, { signal, capture: true });
  root.addEventListener('click', e => {
    if (e.target.closest('[data-clash-end]')) { clash.hidden = true; textarea.focus(); }
    if (!e.target.closest('[data-clash-send]')) return;
    clash.hidden = true;
    anyway = true;
    form.requestSubmit();
    anyway = false;
    textarea.focus();
  }, { signal });

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const outbox = createOutbox({
    scope: `staff.${options.user}`, textarea, form, log, pending, dotNet, words, longest: options.longest, conversation: null, everything: false, draw,
    changed() { if (fresh) { fresh = false; log.dispatchEvent(new CustomEvent('portal-end')); } },
    refused: text => { refusedAt.textContent = text ?? ''; },
  });

  // A message that was written just now is wanted on the screen; one that waits since yesterday moves nothing.
  const age = id => Date.now() - parseInt(id.replaceAll('-', '').slice(0, 12), 16);

  function draw(item) {
    fresh = age(item.id) < 2000;
    const holder = make('div', 'e');
    const note = item.kind === 'note';
    const article = make('article', note ? 'note' : 'm out');
    article.setAttribute('aria-label', note ? words.note : words.you);
    let body;
    if (item.file?.preview) {
      body = make('img', 'pic soon');
      body.src = item.file.preview;
      body.alt = item.file.name;
    } else {
      body = make(note ? 'p' : 'div', note ? 'raw' : 'b raw', item.text ?? item.file?.name ?? '');
      body.dir = 'auto';
    }
    const state = make('p', 'f state');
    state.dataset.state = '';
    article.append(body, state);
    holder.append(article);
    return holder;
  }

  // Reply and note. The mode is what the outbox sends as, so what is seen is what happens.

  function mode() { return root.dataset.mode; }

  function setMode(next, focus) {
    root.dataset.mode = next;
    if (conversation) kept.set(conversation, next);
    for (const tab of root.querySelectorAll('[role="tab"]')) {
      const on = tab.dataset.modeOf === next;
      tab.setAttribute('aria-selected', on ? 'true' : 'false');
      tab.tabIndex = on ? 0 : -1;
    }
    root.querySelector('[role="tabpanel"]').setAttribute('aria-labelledby', `t-${next}`);
    textarea.setAttribute('aria-label', next === 'note' ? textarea.dataset.labelNote : textarea.dataset.labelReply);
    outbox.show(conversation, next === 'note' ? 'note' : 'text');
    able();
    if (focus && !textarea.disabled) textarea.focus();
  }

  function able() {
    const closed = !conversation || (mode() === 'reply' && root.dataset.reply === 'no');
    textarea.disabled = closed;
    send.disabled = closed || root.dataset.stale !== undefined;
    for (const tool of root.querySelectorAll('[data-attach], [data-emoji]')) tool.disabled = closed;
  }

  // In the same moment in which another conversation appears on the page: what is typed next can only go there.
  function follow() {
    const id = root.dataset.conversation || null;
    if (id === conversation) { able(); return; }
    conversation = id;
    clash.hidden = true;
    setMode(kept.get(conversation) ?? 'reply', false);
    root.dispatchEvent(new CustomEvent('portal-shown', { bubbles: true }));
  }

  const shown = new MutationObserver(follow);
  shown.observe(root, { attributes: true, attributeFilter: ['data-reply', 'data-conversation'] });

  root.addEventListener('click', e => {
    const to = e.target.closest('[data-mode-of]');
    if (to) setMode(to.dataset.modeOf, true);
  }, { signal });
  root.querySelector('[role="tablist"]').addEventListener('keydown', e => {
    if (!['ArrowLeft', 'ArrowRight'].includes(e.key)) return;
    setMode(modes.find(m => m !== mode()), false);
    root.querySelector('[role="tab"][aria-selected="true"]').focus();
  }, { signal });
  root.addEventListener('portal-mode', e => setMode(e.detail, true), { signal });

  // A file belongs to the conversation that was open when it was chosen, and is never part of a note.
  const uploads = createUploads({
    button: root.querySelector('[data-attach]'), input: root.querySelector('[data-file]'), area: root.closest('[data-drop]'), textarea,
    place: root.querySelector('[data-uploads]'), most: options.largest, size: () => options.largestText, words: { ...words, remove: words.dismiss, failed: words.fileFailed },
    async ticket() {
      const to = conversation;
      return to && mode() === 'reply' && !textarea.disabled ? { conversation: to, url: await dotNet.invokeMethodAsync('Ticket', to) } : null;
    },
    done(file, to) { outbox.add({ kind: 'file', file, conversation: to }); },
  });
  const picker = createEmojiPicker({ button: root.querySelector('[data-emoji]'), place: root.querySelector('[data-emoji-place]'), insert: sign => outbox.insert(sign), focus: () => textarea.focus() });

  const mentions = createMentions({
    textarea, list: root.querySelector('[data-names]'), status: root.querySelector('[data-names-said]'), words,
    on: () => mode() === 'note', find: typed => dotNet.invokeMethodAsync('NamesAsync', typed),
  });

  composers.set(root, () => {
    end.abort();
    shown.disconnect();
    connection.disconnect();
    uploads.dispose();
    picker.dispose();
    mentions.dispose();
    outbox.dispose();
  });
  if (root.dataset.conversation) follow();
}

export function stop(root) { composers.get(root)?.(); }
