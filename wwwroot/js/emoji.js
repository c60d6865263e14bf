// A small emoji picker beside a message box. Screen readers speak the signs' own names, so that they need no translation.
//
//   const picker = createEmojiPicker({ button, place, insert(sign), focus() });
//   picker.dispose()
//
// button   gets aria-expanded; place   an element that Blazor renders empty, beside the button.
// Arrows move, Enter or a click inserts, Escape closes and goes back to the button.

const signs = '😀 😄 😊 🙂 😉 😍 🤗 😂 🤔 😐 😕 😟 😢 😭 😠 😳 🙏 👍 👎 👌 👏 🙌 💪 👋 ❤️ 💔 🎉 🎁 ⭐ ✨ 🔥 ✅ ❌ ❓ ❗ 💡 📦 🚚 📷 📎'.split(' ');
const columns = 8;

export function createEmojiPicker({ button, place, insert, focus }) {
  const signals = new AbortController();
  const listen = (target, event, act) => target.addEventListener(event, act, { signal: signals.signal });
  let panel = null;

  function open() {
    panel = document.createElement('div');
    panel.className = 'emoji';
    panel.setAttribute('role', 'group');
    panel.setAttribute('aria-label', button.getAttribute('aria-label'));
    panel.append(...signs.map((sign, i) => {
      const choice = document.createElement('button');
      choice.type = 'button';
      choice.textContent = sign;
      choice.tabIndex = i === 0 ? 0 : -1;
      return choice;
    }));
    panel.addEventListener('click', event => {
      const sign = event.target.closest('button')?.textContent;
      if (sign) { close(); focus(); insert(sign); }
    });
    panel.addEventListener('keydown', move);
    place.append(panel);
    button.setAttribute('aria-expanded', 'true');
    panel.firstChild.focus();
  }

  function close() {
    panel?.remove();
    panel = null;
    button.setAttribute('aria-expanded', 'false');
  }

  function move(event) {
    const all = [...panel.children];
    const ahead = getComputedStyle(panel).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: ahead, ArrowLeft: -ahead, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      button.focus();
    } else if (step || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      const at = all.indexOf(document.activeElement);
      const to = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + step));
      all[at].tabIndex = -1;
      all[to].tabIndex = 0;
      all[to].focus();
    }
  }

  button.setAttribute('aria-expanded', 'false');
  listen(button, 'click', () => panel ? close() : open());
  listen(document, 'pointerdown', event => { if (panel && !panel.contains(event.target) && !button.contains(event.target)) close(); });
  listen(document, 'focusin', event => { if (panel && !panel.contains(event.target) && !button.contains(event.target)) close(); });

  return { close, dispose() { close(); signals.abort(); } };
}
