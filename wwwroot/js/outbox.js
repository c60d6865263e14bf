// What a person has written and the server has not confirmed yet: drafts, unsent messages and their bubbles.
// Used by the customers' chat and by the agents' composer. The text of a message goes from the draft to this outbox to the
// server's timeline, and is never in none of them.
//
//   const outbox = createOutbox({
//     scope,          whose storage: 'chat.{inbox}.{customer}' or 'staff.{user}'
//     textarea, form  the composer; Enter sends, Shift+Enter breaks the line. Blazor must not bind the value
//     log             the element in which the server's entries appear, each with data-client-id="{id}"
//     pending         an element inside or below the log that Blazor renders empty; the bubbles of unsent messages go here
//     dotNet          a DotNetObjectReference with [JSInvokable] SendAsync(OutboxItem) → OutboxResult
//                     and TypingAsync(conversation, bool), see Portal/Components/Conversations/Outbox.cs
//     words           { sending, sent, notSent, tryAgain, remove, failed, tooLong }; {0} of tooLong is the limit
//     longest         most characters of a text; longer ones are refused here, and stay in the textarea
//     conversation    the one that is shown, or null before it has begun
//     everything      true: one log shows all messages of the scope (chat); false: only the shown conversation's (staff)
//     kind            'text' (the default) or 'note'
//     draw(item)      optional: an element for an unsent message, holding one [data-state] element for its state
//     mark(state)     optional: a sign beside the word of the state, 'waiting' | 'sent' | 'refused' | 'failed'
//     changed()       optional: after bubbles came or went, for scrolling
//     refused(text)   optional: says why a text was not even taken; null takes it back
//     goesOn          true: what stands in the textarea, even nothing, is newer than the draft
//   });
//
//   outbox.show(conversation, kind)   another conversation or kind: its draft and its bubbles
//   outbox.submit()                   sends what is in the textarea
//   outbox.add({ kind, text, file, conversation })  sends something else, such as an uploaded file { id, name, size, image };
//                                     to another conversation than the shown one if it is named
//   outbox.insert(text)               types at the caret
//   outbox.next()                     the conversation that the next message goes to
//   outbox.dispose()
//
// A message gets its id (a version-7 UUID) and lies in localStorage before the first attempt. Messages go out in order, one
// at a time; while the connection is lost (data-connection of the document, set by whoever runs reconnect.js) they wait and
// go out again under the same id, which is harmless. SendAsync should show the entry before it returns. As soon as the
// entry appears in the log its bubble goes, in the same frame. A storage that is full or forbidden costs the memory of
// a reload, never the text on the screen.

const hubLimit = 31000; // bytes of one call; a circuit ends on anything above 32 KiB
const patience = 30000; // an answer that did not come by then is asked for again
const pauses = [1000, 3000]; // between attempts after a fault of the server

let lastTime = 0, counter = 0;

/** A version-7 UUID (RFC 9562): sorts by time, also within a millisecond and when the clock is set back. */
export function uuid7() {
  const random = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  if (now > lastTime) { lastTime = now; counter = ((random[6] & 3) << 8) | random[7]; } else if (++counter > 0xFFF) { lastTime++; counter = 0; }
  for (let i = 0; i < 6; i++) random[i] = Math.floor(lastTime / 2 ** (8 * (5 - i))) & 0xFF;
  random[6] = 0x70 | (counter >> 8);
  random[7] = counter & 0xFF;
  random[8] = 0x80 | (random[8] & 0x3F);
  const hex = Array.from(random, b => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// Storage that never throws: a browser may forbid it, and it may be full.
const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
  remove(key) { try { localStorage.removeItem(key); } catch { /* it was not kept */ } },
  keys(prefix) {
    try { return Object.keys(localStorage).filter(key => key.startsWith(prefix)); } catch { return []; }
  },
};

const itemKey = (scope, id) => `portal.outbox.${scope}.${id}`;
const draftPrefix = scope => `portal.draft.${scope}.`;

/** Brings drafts and unsent messages along when an anonymous visitor turned out to be somebody known. */
export function moveOutbox(from, to) {
  for (const kind of ['outbox', 'draft']) {
    const prefix = `portal.${kind}.${from}.`;
    for (const key of store.keys(prefix)) {
      const value = store.get(key);
      if (value !== null && store.set(`portal.${kind}.${to}.${key.slice(prefix.length)}`, value)) store.remove(key);
    }
  }
}

export function createOutbox(options) {
  const { scope, textarea, form, log, pending, dotNet, words } = options;
  const items = new Map(); // id → { id, conversation, kind, text, file, state: 'waiting' | 'sent' | 'refused' | 'failed', reason, bubble }
  const signals = new AbortController();
  const listen = (target, event, act) => target.addEventListener(event, act, { signal: signals.signal });
  let conversation = options.conversation ?? null;
  let chosen = null; // for a conversation that has not begun
  let kind = options.kind ?? 'text';
  const sleepers = new Set();
  let running = false, disposed = false;
  let draftTimer = 0, typingSince = 0, typingTimer = 0;

  const online = () => !['lost', 'resuming', 'reloading'].includes(document.documentElement.dataset.connection);
  const visible = item => options.everything || item.conversation === conversation;

  // Drafts

  const draftKey = () => draftPrefix(scope) + (options.everything ? kind : `${conversation}.${kind}`);

  function keepDraft() {
    clearTimeout(draftTimer);
    draftTimer = 0;
    if (textarea.value) store.set(draftKey(), textarea.value); else store.remove(draftKey());
  }

  function restoreDraft() {
    textarea.value = store.get(draftKey()) ?? '';
    fit();
  }

  function fit() {
    if (CSS.supports('field-sizing', 'content')) return;
    textarea.style.height = 'auto';
    textarea.style.height = `${textarea.scrollHeight}px`;
  }

  // Typing hints: at most one every two seconds, and one when it is over

  function typing(on) {
    const now = Date.now();
    clearTimeout(typingTimer);
    if (on) typingTimer = setTimeout(() => typing(false), 5000);
    if (on ? now - typingSince < 2000 : typingSince === 0) return;
    typingSince = on ? now : 0;
    if (online() && conversation && kind === 'text') dotNet.invokeMethodAsync('TypingAsync', conversation, on).catch(() => { /* only a hint */ });
  }

  // Unsent messages

  function keep(item) {
    store.set(itemKey(scope, item.id), JSON.stringify({
      id: item.id, conversation: item.conversation, kind: item.kind, text: item.text, file: item.file && { ...item.file, preview: undefined },
      state: item.state === 'refused' ? 'refused' : 'waiting', reason: item.state === 'refused' ? item.reason : undefined,
    }));
  }

  function forget(item) {
    items.delete(item.id);
    item.bubble?.remove();
    store.remove(itemKey(scope, item.id));
    options.changed?.();
  }

  function add({ kind: what = kind, text = null, file = null, conversation: to = next() }) {
    const item = { id: uuid7(), conversation: to, kind: what, text, file, state: 'waiting' };
    keep(item);
    items.set(item.id, item);
    draw(item);
    run();
    return item.id;
  }

  function next() {
    return conversation ?? (chosen ??= [...items.values()].at(-1)?.conversation ?? uuid7());
  }

  function submit() {
    const text = textarea.value.trimEnd().replace(/^\s*\n/, '');
    if (!text) return false;
    if (text.length > options.longest || new TextEncoder().encode(JSON.stringify(text)).length > hubLimit - 800) {
      options.refused?.(words.tooLong.replace('{0}', options.longest.toLocaleString(document.documentElement.lang || undefined)));
      textarea.focus();
      return false;
    }
    options.refused?.(null);
    add({ text });
    textarea.value = '';
    keepDraft();
    fit();
    typing(false);
    return true;
  }

  function retry(id) {
    const item = items.get(id);
    if (!item) return;
    // What failed together goes out again together, or the order would change.
    for (const other of items.values()) {
      if (other === item || (other.state === 'failed' && other.conversation === item.conversation)) { other.state = 'waiting'; other.reason = undefined; other.tries = 0; keep(other); paint(other); }
    }
    run();
  }

  // Bubbles

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  function plainBubble(item) {
    const bubble = make('div', 'm me last wait');
    const body = make('div', 'b', item.text ?? item.file?.name ?? '');
    body.dir = 'auto';
    const state = make('p', 'st');
    state.dataset.state = '';
    bubble.append(body, state);
    return bubble;
  }

  function draw(item) {
    if (!visible(item) || item.bubble) return;
    item.bubble = (options.draw ?? plainBubble)(item);
    item.bubble.dataset.outboxId = item.id;
    paint(item);
    pending.append(item.bubble);
    options.changed?.();
  }

  function paint(item) {
    const place = item.bubble?.querySelector('[data-state]');
    if (!place) return;
    const failed = item.state === 'failed' || item.state === 'refused';
    item.bubble.classList.toggle('failed', failed);
    item.bubble.classList.toggle('wait', item.state === 'waiting');
    place.dataset.state = item.state;
    place.replaceChildren(...[options.mark?.(item.state)].filter(Boolean), make('span', 'word', failed ? words.notSent : item.state === 'sent' ? words.sent : words.sending));
    if (!failed) { place.removeAttribute('role'); return; }
    place.setAttribute('role', 'alert');
    if (item.reason) place.append(make('span', 'why', item.reason));
    place.append(button(words.tryAgain, () => retry(item.id)));
    if (item.state === 'refused' && words.remove) place.append(button(words.remove, () => { if (item.text && !textarea.value) outbox.insert(item.text); forget(item); }));
  }

  function button(text, act) {
    const element = make('button', 'link', text);
    element.type = 'button';
    element.addEventListener('click', act);
    return element;
  }

  // Sending

  async function run() {
    if (running) return;
    running = true;
    while (!disposed) {
      const item = [...items.values()].find(i => i.state === 'waiting');
      if (!item) break;
      if (!online()) await pause(1000);
      else await attempt(item);
    }
    running = false;
  }

  // Ends early when the connection comes back or another attempt makes sense.
  const pause = time => new Promise(resolve => {
    const timer = setTimeout(done, time);
    function done() { clearTimeout(timer); sleepers.delete(done); resolve(); }
    sleepers.add(done);
  });

  const wake = () => { for (const done of [...sleepers]) done(); };

  async function attempt(item) {
    const call = dotNet.invokeMethodAsync('SendAsync', { id: item.id, conversation: item.conversation, kind: item.kind, text: item.text, attachment: item.file?.id ?? null });
    // Heard even when its entry was faster and nobody waits for the answer any more; a fault is looked at below.
    call.then(result => { if (!disposed && options.everything && result?.conversation) begin(result.conversation); }, () => { });
    try {
      const result = await Promise.race([call, pause(patience)]);
      wake();
      if (disposed || !items.has(item.id)) return; // meanwhile its entry appeared in the log
      if (!result) return; // no answer yet: ask again under the same id
      if (result.status === 'sent') settle(item);
      else fail(item, 'refused', result.reason);
    } catch {
      if (disposed || !items.has(item.id)) return;
      if (!online()) return; // the connection went in the middle of it
      const tries = item.tries = (item.tries ?? 0) + 1;
      if (tries <= pauses.length) return pause(pauses[tries - 1]);
      for (const other of items.values()) {
        if (other.state === 'waiting' && other.conversation === item.conversation) fail(other, 'failed', words.failed);
      }
    }
  }

  function settle(item) {
    item.state = 'sent';
    store.remove(itemKey(scope, item.id));
    paint(item);
    if (!arrived(item)) setTimeout(() => { if (items.has(item.id)) forget(item); }, 5000);
  }

  function fail(item, state, reason) {
    item.state = state;
    item.reason = reason;
    keep(item);
    paint(item);
    options.changed?.();
  }

  function begin(id) {
    conversation = id;
    chosen = null;
  }

  function arrived(item) {
    if (!log.querySelector(`[data-client-id="${item.id}"]`)) return false;
    forget(item);
    wake();
    return true;
  }

  // Mutation observers run before the next frame is painted: an entry and its bubble are never seen together.
  const entries = new MutationObserver(changes => {
    if (items.size === 0) return;
    for (const change of changes) {
      for (const node of change.addedNodes) {
        if (node.nodeType !== 1 || pending.contains(node)) continue;
        for (const entry of [node, ...node.querySelectorAll('[data-client-id]')]) {
          const item = entry.dataset.clientId && items.get(entry.dataset.clientId);
          if (item) { forget(item); wake(); }
        }
      }
    }
  });

  const connection = new MutationObserver(() => { if (online()) { wake(); run(); } });

  function load() {
    const read = store.keys(`portal.outbox.${scope}.`).map(key => { try { return JSON.parse(store.get(key)); } catch { return null; } });
    for (const item of read.filter(i => i?.id && i.conversation && !items.has(i.id)).sort((a, b) => a.id < b.id ? -1 : 1)) {
      items.set(item.id, item);
      if (!arrived(item)) draw(item);
    }
    run();
  }

  function show(id, what = kind) {
    if (draftTimer) keepDraft();
    typing(false);
    conversation = id ?? null;
    if (conversation) chosen = null;
    kind = what;
    options.refused?.(null);
    restoreDraft();
    for (const item of items.values()) {
      if (visible(item)) { if (!arrived(item)) draw(item); } else { item.bubble?.remove(); item.bubble = null; }
    }
  }

  listen(textarea, 'keydown', event => {
    // While an input method composes, Enter chooses a word; 229 is what Safari says then.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  listen(textarea, 'input', () => {
    clearTimeout(draftTimer);
    draftTimer = setTimeout(keepDraft, 250);
    fit();
    if (textarea.value.length <= options.longest) options.refused?.(null);
    typing(textarea.value.trim().length > 0);
  });
  listen(textarea, 'blur', () => typing(false));
  if (form) listen(form, 'submit', event => { event.preventDefault(); submit(); textarea.focus(); });
  listen(window, 'pagehide', () => { if (draftTimer) keepDraft(); });
  listen(document, 'visibilitychange', () => { if (document.hidden && draftTimer) keepDraft(); });

  const outbox = {
    show, submit, add, next, retry,
    insert(text) {
      textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, 'end');
      textarea.dispatchEvent(new Event('input', { bubbles: true }));
    },
    /** Unsent messages, for a warning before somebody leaves. */
    get unsent() { return [...items.values()].filter(i => i.state !== 'sent').length; },
    dispose() {
      if (disposed) return;
      if (draftTimer) keepDraft();
      typing(false);
      disposed = true;
      signals.abort();
      entries.disconnect();
      connection.disconnect();
      wake();
      for (const item of items.values()) item.bubble?.remove();
    },
  };

  entries.observe(log, { childList: true, subtree: true });
  connection.observe(document.documentElement, { attributes: true, attributeFilter: ['data-connection'] });
  // What is typed before the page is alive stays; it is newer than the draft.
  if (textarea.value || options.goesOn) keepDraft(); else restoreDraft();
  load();
  return outbox;
}
