import { createOutbox } from '../../js/outbox.js';

const composers = new WeakMap();
const modes = ['reply', 'note'];

const emoji = '😀 😃 😄 😁 😅 😂 🙂 🙃 😉 😊 😍 😘 😎 🤓 🤗 🤔 😐 😶 🙄 😏 😕 🙁 😟 😢 😭 😤 😡 😱 😴 🤒 🤝 👍 👎 👌 👏 🙌 🙏 💪 👋 ✋ 👀 ❤️ 💙 💚 💛 💔 ✨ 🎉 🎁 ⭐ 🔥 ✅ ❌ ⚠️ ❓ ❗ 📦 🚚 🛒 💳 🧾 📷 📎 📞 ✉️ 🕒 📅 🏠'.split(' ');

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

  const outbox = createOutbox({
    scope: `staff.${options.user}`, textarea, form, log, pending, dotNet, words, longest: options.longest, conversation: null, everything: false, draw,
    changed() { if (fresh) { fresh = false; log.dispatchEvent(new CustomEvent('portal-end')); } },
    refused: text => { refusedAt.textContent = text ?? ''; },
  });

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  // A message that was written just now is wanted on the screen; one that waits since yesterday moves nothing.
  const age = id => Date.now() - parseInt(id.replaceAll('-', '').slice(0, 12), 16);

  function draw(item) {
    fresh = age(item.id) < 2000;
    const holder = make('div', 'e');
    const note = item.kind === 'note';
    const article = make('article', note ? 'note' : 'm out');
    article.setAttribute('aria-label', note ? words.note : words.you);
    const body = make(note ? 'p' : 'div', note ? 'raw' : 'b raw', item.text ?? item.file?.name ?? '');
    body.dir = 'auto';
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

  attaching({ root, dotNet, options, words, textarea, signal, refusedAt, make, outbox, able: () => mode() === 'reply' && !textarea.disabled, current: () => conversation });
  picking({ root, words, signal, make, outbox, textarea });

  composers.set(root, () => {
    end.abort();
    shown.disconnect();
    connection.disconnect();
    outbox.dispose();
  });
  if (root.dataset.conversation) follow();
}

export function stop(root) { composers.get(root)?.(); }

// Files: by button, by drag, by paste. Each is uploaded first and then sent as a message; what is refused says why.
function attaching({ root, dotNet, options, words, signal, refusedAt, make, outbox, able, current }) {
  const input = root.querySelector('[data-file]'), list = root.querySelector('[data-uploads]');
  const pane = root.closest('[data-drop]') ?? root;

  const refuse = (key, name, limit) => { refusedAt.textContent = (words[key] ?? words['upload-failed']).replace('{0}', name).replace('{1}', size(limit ?? 0)); };
  const size = bytes => bytes >= 1048576 ? `${Math.round(bytes / 1048576)} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`;

  async function take(files) {
    if (!able() || !current()) return;
    refusedAt.textContent = '';
    for (const file of files) await upload(file, current());
  }

  async function upload(file, conversation) {
    if (file.size > options.largest) { refuse('too-large', file.name, options.largest); return; }
    if (file.size === 0) { refuse('empty', file.name); return; }
    const row = make('div', 'up');
    const bar = make('progress');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', words.uploading.replace('{0}', file.name));
    const stop = make('button', 'btn ter sm', words.cancel);
    stop.type = 'button';
    row.append(make('span', 'ell', file.name), bar, stop);
    list.append(row);
    try {
      const address = await dotNet.invokeMethodAsync('Ticket', conversation);
      const answer = await transfer(address, file, bar, stop);
      if (answer === null) return;
      if (answer.status === 200) outbox.add({ kind: 'file', conversation, file: { id: answer.body.id, name: answer.body.name, size: answer.body.size, image: answer.body.type?.startsWith('image/') } });
      else refuse(answer.body?.reason, file.name, answer.body?.limit);
    } catch {
      refuse('upload-failed', file.name);
    } finally {
      row.remove();
    }
  }

  // XMLHttpRequest, because fetch does not tell how far an upload is.
  const transfer = (address, file, bar, stop) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', new URL(address.replace(/^\//, ''), document.baseURI));
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = e => { if (e.lengthComputable) bar.value = 100 * e.loaded / e.total; };
    request.onload = () => {
      let body = null;
      try { body = JSON.parse(request.responseText); } catch { /* an answer of a proxy */ }
      resolve({ status: request.status, body });
    };
    request.onerror = reject;
    request.onabort = () => resolve(null);
    stop.addEventListener('click', () => request.abort());
    request.send(file);
  });

  root.querySelector('[data-attach]').addEventListener('click', () => input.click(), { signal });
  input.addEventListener('change', () => { take([...input.files]); input.value = ''; }, { signal });
  root.addEventListener('paste', e => {
    const files = [...e.clipboardData?.files ?? []];
    if (files.length === 0) return;
    e.preventDefault();
    take(files);
  }, { signal });

  const carries = e => [...e.dataTransfer?.types ?? []].includes('Files') && able();
  pane.addEventListener('dragover', e => { if (carries(e)) { e.preventDefault(); pane.classList.add('dropping'); } }, { signal });
  pane.addEventListener('dragleave', e => { if (!pane.contains(e.relatedTarget)) pane.classList.remove('dropping'); }, { signal });
  pane.addEventListener('drop', e => {
    pane.classList.remove('dropping');
    if (!carries(e)) return;
    e.preventDefault();
    take([...e.dataTransfer.files]);
  }, { signal });
}

function picking({ root, words, signal, make, outbox, textarea }) {
  const button = root.querySelector('[data-emoji]');
  let panel = null;

  const close = focus => {
    panel?.remove();
    panel = null;
    button.setAttribute('aria-expanded', 'false');
    if (focus) textarea.focus();
  };

  button.addEventListener('click', () => {
    if (panel) { close(true); return; }
    panel = make('div', 'emoji');
    panel.setAttribute('role', 'group');
    panel.setAttribute('aria-label', words.emoji);
    for (const one of emoji) {
      const pick = make('button', '', one);
      pick.type = 'button';
      pick.addEventListener('click', () => { close(true); outbox.insert(one); });
      panel.append(pick);
    }
    panel.addEventListener('keydown', e => {
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[e.key];
      if (e.key === 'Escape') { e.stopPropagation(); close(true); }
      if (!step) return;
      e.preventDefault();
      const all = [...panel.children], at = all.indexOf(document.activeElement);
      all[Math.min(all.length - 1, Math.max(0, at + step))].focus();
    });
    button.parentElement.append(panel);
    button.setAttribute('aria-expanded', 'true');
    panel.firstChild.focus();
  }, { signal });
  document.addEventListener('pointerdown', e => { if (panel && !panel.contains(e.target) && !button.contains(e.target)) close(false); }, { signal });
}
