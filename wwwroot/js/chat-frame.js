// The chat document's own beginning: the theme before the first paint, the handshake with the host page, and what is typed
// before the page is alive. Then it starts the circuit; everything else is in the chat page's module.
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
  let port = null, changed = () => { }, identified = () => { }, arrive;
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

  const early = { text: '', send: false, focused: false, files: [] };
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
  const before = { input: typed, keydown: sent, focusin: entered, submit: stay, click: asked, change: chosen, dragover: hovers, drop: dropped, paste: pasted };
  // The live page's text box takes over at once: whoever is in the middle of a word loses neither it nor the focus.
  let box = null;
  const replaced = new MutationObserver(() => {
    const now = document.getElementById('message');
    if (!now || now === box) return;
    if (box) {
      now.value = early.text;
      if (early.focused) { now.focus(); now.setSelectionRange(now.value.length, now.value.length); }
    }
    box = now;
  });
  replaced.observe(document, { childList: true, subtree: true });
  for (const [event, act] of Object.entries(before)) document.addEventListener(event, act);

  // Connection

  let isAlive = false;

  function say(connection) {
    // Lost before the page was alive: what was on the way to it does not come again.
    if (connection === 'back' && html.dataset.connection === 'lost' && !isAlive) { location.reload(); return; }
    html.dataset.connection = connection;
    const bar = document.getElementById('connection');
    if (!bar) return;
    bar.hidden = connection === 'back';
    bar.querySelector('[data-text]').textContent = bar.dataset[connection] ?? '';
  }

  document.addEventListener('DOMContentLoaded', () => {
    const fault = document.getElementById('blazor-error-ui');
    fault.querySelector('button').addEventListener('click', () => location.reload());
    portalReconnect.start({ say });
  });

  return {
    visit, state, send,
    /** What was typed and chosen early; from now on the page itself looks after the boxes. */
    alive() {
      isAlive = true;
      replaced.disconnect();
      for (const [event, act] of Object.entries(before)) document.removeEventListener(event, act);
      return early;
    },
    keep(token) {
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
