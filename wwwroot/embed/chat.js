/* Portal chat loader.
 *
 *   <script src="https://portal.example/embed/chat.js" data-inbox="KEY" async></script>
 *
 * Calls may be made before it has loaded:
 *   window.portalChat = window.portalChat || { q: [] };
 *   portalChat.q.push(['identify', { id, name, email, attributes, hash }]);
 * and directly once 'ready' was told: open() close() identify(person) track(name, data) on(event, handler).
 * Events: ready, open, close, message, unread. identify answers with a promise of true or false.
 *
 * It draws the launcher in a shadow root, asks once how to look, and makes the frame when somebody chats. */
(() => {
  'use strict';
  const script = document.currentScript;
  const key = script?.dataset.inbox;
  const base = script && new URL('..', script.src);
  const earlier = window.portalChat;
  if (!key || earlier?.open) return;

  const shelf = (storage, name) => ({
    get() { try { return window[storage].getItem(name); } catch { return null; } },
    set(value) { try { window[storage].setItem(name, value); } catch { /* forbidden or full: this page remembers */ } },
  });
  const kept = shelf('localStorage', `portal.visitor.${key}`);
  const past = shelf('sessionStorage', `portal.signals.${key}`);
  const dismissed = shelf('sessionStorage', `portal.teaser.${key}`);
  const handlers = {};
  let token = kept.get(), signals = [], look, unread = 0;
  let root, launcher, badge, teaser, frame, port, loads = 0, isOpen = false, opener = null, told = false;
  try { signals = JSON.parse(past.get()) || []; } catch { /* nothing noted yet */ }

  const isText = (value, longest) => typeof value === 'string' && value.length > 0 && value.length <= longest;
  const emit = (event, detail) => (handlers[event] || []).forEach(handle => { try { handle(detail); } catch (fault) { console.error(fault); } });
  const page = () => ({ path: location.pathname.slice(0, 300), title: document.title.slice(0, 200) });
  const tell = message => port?.postMessage(message);

  function remember(value) {
    if (!isText(value, 1000) || value === token) return false;
    kept.set(token = value);
    return true;
  }

  // As text, so that browsers ask in one request without a preflight; no cookies in either direction.
  async function ask(what, body) {
    const answer = await fetch(new URL(`embed/v1/${encodeURIComponent(key)}/${what}`, base), { method: 'POST', credentials: 'omit', body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`Portal chat: ${what} was answered with ${answer.status}`);
    return answer.json();
  }

  const hello = () => ask('hello', { token, page: page(), signals });

  // Drawing

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  const icon = path => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 20 20');
    svg.setAttribute('aria-hidden', 'true');
    svg.appendChild(document.createElementNS(svg.namespaceURI, 'path')).setAttribute('d', path);
    return svg;
  };
  const chatIcon = 'M3.5 5.8A2.3 2.3 0 0 1 5.8 3.5h8.4a2.3 2.3 0 0 1 2.3 2.3v5.4a2.3 2.3 0 0 1-2.3 2.3H9l-3.6 3v-3A2 2 0 0 1 3.5 11.4z';
  const closeIcon = 'M5 5l10 10M15 5 5 15';

  const button = (name, label, act) => {
    const element = make('button', name);
    element.type = 'button';
    if (label) element.setAttribute('aria-label', label);
    element.addEventListener('click', act);
    return element;
  };

  const sheet = `:host{all:initial;--side:right;color-scheme:light dark}
*{box-sizing:border-box;font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
svg{width:24px;height:24px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
button{border:0;padding:0;background:none;color:inherit;cursor:pointer}
[hidden]{display:none!important}
.go,.tip,iframe{position:fixed;z-index:2147483000;right:24px}
.left .go,.left .tip,.left iframe{right:auto;left:24px}
.go{bottom:24px;display:grid;place-items:center;width:56px;height:56px;border-radius:50%;color:#fff;background:var(--brand);box-shadow:0 2px 6px rgb(16 28 28/.18),0 10px 28px rgb(16 28 28/.2);transition:transform .15s cubic-bezier(.2,.8,.2,1)}
.go:hover{transform:scale(1.04)}
:focus-visible{outline:2px solid var(--brand);outline-offset:2px;box-shadow:0 0 0 2px #fff}
.go b{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;padding:0 6px;border-radius:11px;background:#b3261e;color:#fff;font-size:12px;line-height:22px;font-weight:600;text-align:center;box-shadow:0 0 0 2px #fff}
.tip{bottom:92px;display:flex;align-items:flex-start;max-width:min(280px,100vw - 48px);border-radius:14px;background:#fff;color:#181c1b;box-shadow:0 0 0 1px rgb(16 28 28/.07),0 2px 6px rgb(16 28 28/.08),0 16px 40px rgb(16 28 28/.16)}
.tip .say{padding:12px 4px 12px 16px;padding-inline:16px 4px;text-align:start;border-radius:14px}
.tip .no{display:grid;place-items:center;flex:none;width:40px;height:44px;border-radius:14px;color:#4c5351}
.tip svg{width:16px;height:16px}
iframe{bottom:96px;width:400px;height:min(680px,100dvh - 116px);border:0;border-radius:20px;background:#fff;box-shadow:0 0 0 1px rgb(16 28 28/.07),0 2px 6px rgb(16 28 28/.08),0 16px 40px rgb(16 28 28/.16)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-color-scheme:dark){.tip{background:#1e2526;color:#e8ecea}.tip .no{color:#b0b9b7}iframe{background:#171c1d;box-shadow:0 2px 6px rgb(0 0 0/.4),0 18px 44px rgb(0 0 0/.55)}.go b{box-shadow:0 0 0 2px #101415}}
@media (max-width:480px){iframe,.left iframe{inset:0;width:100%;height:100dvh;border-radius:0}.open .go{display:none}.go,.tip{right:16px}.go{bottom:16px}.left .go,.left .tip{left:16px}}
@media (prefers-reduced-motion:reduce){.go{transition:none}}`;

  function draw() {
    const host = make('aside');
    host.id = 'portal-chat';
    host.setAttribute('aria-label', look.title);
    host.lang = look.language;
    host.dir = look.direction;
    host.style.setProperty('--brand', look.brand);
    const shadow = host.attachShadow({ mode: 'open' });
    // A constructed sheet needs no permission from the page's content security policy.
    const style = new CSSStyleSheet();
    style.replaceSync(sheet);
    shadow.adoptedStyleSheets = [style];
    root = shadow.appendChild(make('div', look.position === 'left' ? 'left' : ''));
    launcher = root.appendChild(button('go', look.open, () => isOpen ? close() : open()));
    launcher.hidden = !look.launcher;
    launcher.append(icon(chatIcon));
    badge = launcher.appendChild(make('b'));
    badge.id = 'unread';
    launcher.setAttribute('aria-expanded', 'false');
    root.addEventListener('keydown', event => { if (event.key === 'Escape') isOpen ? close() : hideTeaser(); });
    document.body.append(host);
    if (look.teaser && look.launcher && !dismissed.get()) drawTeaser();
    count(look.unread);
  }

  function drawTeaser() {
    teaser = make('div', 'tip');
    const say = button('say', '', open);
    say.textContent = look.teaser;
    const no = button('no', look.dismiss, hideTeaser);
    no.append(icon(closeIcon));
    teaser.append(say, no);
    root.append(teaser);
  }

  function hideTeaser() {
    if (!teaser) return;
    dismissed.set('1');
    teaser.remove();
    teaser = null;
  }

  function count(number) {
    const changed = number !== unread;
    unread = number;
    badge.hidden = !unread || isOpen;
    badge.replaceChildren(make('span', 'vh', look.unreadText.replace('{0}', unread)), Object.assign(make('span', '', unread > 99 ? '99+' : String(unread)), { ariaHidden: 'true' }));
    if (badge.hidden) launcher.removeAttribute('aria-describedby'); else launcher.setAttribute('aria-describedby', 'unread');
    if (changed) emit('unread', unread);
  }

  // The frame. Everything is said over one private port, which only Portal's own document can have received.

  function connect() {
    port?.close();
    const channel = new MessageChannel();
    port = channel.port1;
    told = false;
    port.onmessage = event => hear(event.data);
    frame.contentWindow.postMessage({ portal: 'hello', token, page: page(), signals, theme: script.dataset.theme, open: isOpen, focused: document.hasFocus() }, base.origin, [channel.port2]);
    // A server that was down when the frame loaded left an error page there.
    setTimeout(() => { if (!told && loads < 6) frame.src = frame.src; }, 8000 + 8000 * loads++);
  }

  function hear(message) {
    if (typeof message !== 'object' || message === null) return;
    switch (message.type) {
      case 'ready': told = true; loads = 0; break;
      case 'token': remember(message.token); break;
      case 'close': close(); break;
      case 'unread': if (Number.isInteger(message.count) && message.count >= 0) count(Math.min(message.count, 999)); break;
      case 'message': emit('message', { from: message.from === 'team' ? 'team' : 'customer' }); break;
    }
  }

  const attention = () => tell({ type: 'state', open: isOpen, focused: document.hasFocus() });

  function open() {
    if (!root || isOpen) return;
    isOpen = true;
    opener = document.activeElement;
    hideTeaser();
    if (!frame) {
      frame = make('iframe');
      frame.title = look.title;
      frame.allow = 'clipboard-write';
      frame.addEventListener('load', connect);
      frame.src = new URL(`chat/${encodeURIComponent(key)}`, base);
      root.prepend(frame);
    }
    shown();
    frame.focus();
    emit('open');
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    shown();
    // Back to where the person came from; if that is gone, to the launcher.
    const back = opener && opener !== document.body && opener.isConnected && opener.id !== 'portal-chat' ? opener : launcher;
    back.focus();
    emit('close');
  }

  function shown() {
    root.classList.toggle('open', isOpen);
    frame.hidden = !isOpen;
    launcher.setAttribute('aria-expanded', String(isOpen));
    launcher.setAttribute('aria-label', isOpen ? look.close : look.open);
    launcher.replaceChild(icon(isOpen ? closeIcon : chatIcon), launcher.firstChild);
    count(unread);
    attention();
  }

  // What the page may call

  async function identify(person) {
    if (!person || !isText(String(person.id ?? ''), 200)) return false;
    try {
      const text = value => value === undefined || value === null ? undefined : String(value);
      const answer = await ask('identify', { token, id: String(person.id), hash: text(person.hash), name: text(person.name), email: text(person.email), attributes: person.attributes });
      if (remember(answer.token)) {
        tell({ type: 'token', token });
        if (root && !frame) hello().then(fresh => count(fresh.unread)).catch(() => { /* the number on the badge stays */ });
      }
      return true;
    } catch (fault) {
      console.warn(fault.message);
      return false;
    }
  }

  function track(name, data) {
    if (!isText(name, 60)) return;
    const signal = { name, data: data === undefined ? undefined : (typeof data === 'string' ? data : JSON.stringify(data)).slice(0, 300), at: Date.now() };
    signals = [...signals, signal].slice(-20);
    past.set(JSON.stringify(signals));
    tell({ type: 'signal', signal });
  }

  function on(event, handle) {
    if (typeof handle !== 'function') return () => { };
    (handlers[event] ||= []).push(handle);
    if (event === 'ready' && root) handle();
    return () => { handlers[event] = handlers[event].filter(other => other !== handle); };
  }

  let wantsOpen = false;
  const api = { open: () => root ? open() : void (wantsOpen = true), close: () => { wantsOpen = false; close(); }, identify, track, on };
  const call = entry => { if (Array.isArray(entry) && Object.hasOwn(api, entry[0]) && entry[0] !== 'q') api[entry[0]](...entry.slice(1)); };
  api.q = { push: call };
  window.portalChat = api;
  if (Array.isArray(earlier?.q)) earlier.q.forEach(call);

  async function start(attempt) {
    try {
      look = await hello();
    } catch (fault) {
      if (attempt < 3) setTimeout(start, 4000 * 4 ** attempt, attempt + 1); else console.warn(fault.message);
      return;
    }
    draw();
    emit('ready');
    if (wantsOpen) open();
  }

  for (const event of ['focus', 'blur']) addEventListener(event, () => setTimeout(attention));
  if (document.body) start(0); else addEventListener('DOMContentLoaded', () => start(0));
})();
