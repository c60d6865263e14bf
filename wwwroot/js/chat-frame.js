// The chat document's own beginning: the theme before the first paint, the handshake with the host page, and what is typed
// before the page is alive. Then it starts the circuit; everything else is in the chat page's module. A page that is resumed
// by another node is drawn anew in this document: it begins like any other, and finds under its hands what was there.
//
// The host page sends one message with a private port. It is believed only from the parent window and from an origin that
// the inbox lists, compared exactly; from then on both sides talk over the port, which nobody else has.
window.portalChatFrame = (() => {
  const html = document.documentElement;
  const key = html.dataset.inbox;
  const allowed = (html.dataset.origins ?? '').split(' ').filter(Boolean).concat(location.origin);
  const isText = (value, longest) => typeof value === 'string' && value.length > 0 && value.length <= longest;
  const own = {
    get() { try { return localStorage.getItem(`portal.visitor.${key}`); } catch { return null; } },
    set(token) { try { localStorage.setItem(`portal.visitor.${key}`, token); } catch { /* this page remembers */ } },
  };
  const state = { open: true, focused: false };
  let port = null, changed = () => { }, identified = () => { }, redrawn = () => { }, arrive, kept = null;
  const visit = new Promise(resolve => { arrive = resolve; });

  // Theme

  const system = matchMedia('(prefers-color-scheme: dark)');
  let wanted = null;
  const paint = () => { html.dataset.theme = wanted ?? (system.matches ? 'dark' : 'light'); };
  system.addEventListener('change', paint);
  paint();

  // Host page

  addEventListener('message', event => {
    if (event.source !== parent || parent === window || port || !allowed.includes(event.origin)) return;
    const hello = event.data;
    if (typeof hello !== 'object' || hello?.portal !== 'hello' || event.ports.length !== 1) return;
    port = event.ports[0];
    port.onmessage = ({ data }) => hear(data);
    if (hello.theme === 'light' || hello.theme === 'dark') { wanted = hello.theme; paint(); }
    state.open = hello.open === true;
    state.focused = hello.focused === true;
    arrive({ token: isText(hello.token, 1000) ? hello.token : null, page: isText(hello.page?.path, 300) ? hello.page.path : null });
    send({ type: 'ready' });
  });

  function hear(message) {
    if (typeof message !== 'object' || message === null) return;
    if (message.type === 'token' && isText(message.token, 1000)) identified(message.token);
    if (message.type === 'state') {
      state.open = message.open === true;
      state.focused = message.focused === true;
      changed();
    }
  }

  function send(message) { port?.postMessage(message); }

  // In a tab of its own, or in a frame without the loader, the chat keeps the token itself.
  if (parent === window) arrive({ token: own.get() });
  else setTimeout(() => arrive({ token: own.get() }), 6000);

  // What is typed and which files are chosen while the circuit begins; drawing the live page replaces the boxes.

  let early = { text: '', send: false, focused: false, files: [] };
  const typed = event => { if (event.target.id === 'message') early.text = event.target.value; };
  const sent = event => {
    if (event.target.id !== 'message' || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    early.send = true;
  };
  const entered = event => { early.focused = event.target.id === 'message'; };
  const stay = event => event.preventDefault();
  const asked = event => { if (event.target.closest?.('#attach')) document.getElementById('file').click(); };
  const chosen = event => { if (event.target.id === 'file') early.files.push(...event.target.files); };
  const hovers = event => { if (event.dataTransfer?.types.includes('Files')) event.preventDefault(); };
  const dropped = event => { hovers(event); early.files.push(...(event.dataTransfer?.files ?? [])); };
  // As in uploads.js: text from an office program brings a picture of itself along.
  const pasted = event => { if (event.target.id === 'message' && !event.clipboardData.types.includes('text/plain')) early.files.push(...event.clipboardData.files); };
  const handled = () => { for (const [event, act] of Object.entries(before)) document.addEventListener(event, act); };
  const before = { input: typed, keydown: sent, focusin: entered, submit: stay, click: asked, change: chosen, dragover: hovers, drop: dropped, paste: pasted };
  // The live page's text box takes over at once: whoever is in the middle of a word loses neither it nor the focus.
  // An observer runs right after the drawing, before the next key.
  let box = null;
  const replaced = new MutationObserver(() => {
    const now = document.getElementById('message');
    if (!now || now === box) return;
    if (box) {
      now.value = box.value;
      if (early.focused) { now.focus({ preventScroll: true }); now.setSelectionRange(box.selectionStart, box.selectionEnd, box.selectionDirection); }
    }
    box = now;
  });
  const look = { childList: true, subtree: true };
  replaced.observe(document, look);
  handled();

  // The page is about to be drawn anew while somebody is writing in it. Until then it works as before, but for sending.

  let going = null; // the page that will be replaced, and which of its fields was in use
  const entering = event => { going.field = event.target.id; };
  const leaving = event => {
    // A field that is taken away was not left.
    const field = event.target;
    queueMicrotask(() => { if (going && field.isConnected && document.activeElement === document.body) going.field = ''; });
  };
  // The framework would take an old button's handler to the page that is to come, where it means nothing or something else.
  const hold = event => { event.stopPropagation(); if (event.type === 'submit') event.preventDefault(); };
  const held = ['click', 'submit', 'change'];
  const again = new MutationObserver(() => {
    const now = document.getElementById('message');
    if (!now || now === box) return;
    const { page, field } = going;
    stopLooking();
    now.value = box.value;
    early = { text: now.value, send: false, focused: field === 'message', files: [] };
    for (const old of page.querySelectorAll('input[id]:not([type=file])')) {
      const input = document.getElementById(old.id);
      if (!input || input.value === old.value) continue;
      input.value = old.value;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    }
    document.getElementById(field)?.focus({ preventScroll: true });
    if (early.focused) now.setSelectionRange(box.selectionStart, box.selectionEnd, box.selectionDirection);
    box = now;
    handled();
    redrawn(page);
  });

  function expectRedrawing() {
    if (going || !isAlive) return;
    isAlive = false;
    const page = document.querySelector('main.chat'), active = document.activeElement;
    box = document.getElementById('message');
    if (!page || !box) return;
    going = { page, field: active?.id || (page.contains(active) ? 'message' : '') };
    for (const event of held) html.addEventListener(event, hold);
    document.addEventListener('focusin', entering);
    document.addEventListener('focusout', leaving);
    again.observe(document, look);
  }

  function stopLooking() {
    going = null;
    again.disconnect();
    for (const event of held) html.removeEventListener(event, hold);
    document.removeEventListener('focusin', entering);
    document.removeEventListener('focusout', leaving);
  }

  // Connection

  let isAlive = false;

  function say(connection) {
    // Lost before the page was alive: what was on the way to it does not come again.
    if (connection === 'back' && html.dataset.connection === 'lost' && !isAlive) { location.reload(); return; }
    if (connection === 'resuming') expectRedrawing();
    html.dataset.connection = connection;
    const bar = document.getElementById('connection');
    if (!bar) return;
    bar.hidden = connection === 'back';
    bar.querySelector('[data-text]').textContent = bar.dataset[connection === 'resuming' ? 'lost' : connection] ?? '';
  }

  document.addEventListener('DOMContentLoaded', () => {
    const fault = document.getElementById('blazor-error-ui');
    fault.querySelector('button').addEventListener('click', () => location.reload());
    portalReconnect.start({ say, resumes: true });
  });

  return {
    state, send,
    /** What the host page has handed over, or what this page has become since. */
    get visit() { return visit.then(begun => ({ ...begun, token: kept ?? begun.token })); },
    /** What was typed and chosen early; from now on the page itself looks after the boxes. */
    alive() {
      isAlive = true;
      replaced.disconnect();
      for (const [event, act] of Object.entries(before)) document.removeEventListener(event, act);
      return early;
    },
    /** Called with the page that was there before, as soon as it has been drawn anew. */
    whenRedrawn(act) { redrawn = act; },
    keep(token) {
      kept = token;
      if (!port) own.set(token);
      send({ type: 'token', token });
    },
    whenChanged(act) { changed = act; },
    whenIdentified(act) { identified = act; },
    get framed() { return port !== null; },
    /** Whether somebody is looking at this chat now. */
    get watched() { return state.open && document.visibilityState === 'visible' && (document.hasFocus() || state.focused); },
  };
})();
