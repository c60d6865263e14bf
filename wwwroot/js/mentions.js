// Names after an @: suggests while somebody types one, and writes the chosen one into the text. The focus stays in the
// text; the list is told by aria-activedescendant, as in a combobox without a field of its own.
export function createMentions({ textarea, list, status, words, on, find }) {
  const end = new AbortController(), signal = end.signal;
  let start = -1, chosen = 0, found = [], asked = 0, timer = 0;

  // What stands between an @ at the beginning of a word and the caret, at most three words long.
  function typed() {
    if (!on() || textarea.selectionStart !== textarea.selectionEnd) return null;
    const before = textarea.value.slice(0, textarea.selectionStart);
    const match = /(?:^|[^\p{L}\p{N}])@((?:[\p{L}\p{N}'’.-]+ ){0,2}[\p{L}\p{N}'’.-]*)$/u.exec(before);
    return match ? { at: before.length - match[1].length - 1, text: match[1] } : null;
  }

  function hide() {
    start = -1;
    found = [];
    list.hidden = true;
    list.replaceChildren();
    status.textContent = '';
    for (const name of ['aria-controls', 'aria-activedescendant', 'aria-autocomplete']) textarea.removeAttribute(name);
  }

  function draw() {
    list.replaceChildren(...found.map((one, index) => {
      const option = document.createElement('div');
      option.id = `c-name-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', index === chosen ? 'true' : 'false');
      option.append(one.name);
      const hint = document.createElement('small');
      hint.textContent = one.hint;
      option.append(hint);
      return option;
    }));
    list.hidden = false;
    textarea.setAttribute('aria-autocomplete', 'list');
    textarea.setAttribute('aria-controls', list.id);
    textarea.setAttribute('aria-activedescendant', `c-name-${chosen}`);
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
  }

  function look() {
    const now = typed();
    clearTimeout(timer);
    if (!now) { asked++; hide(); return; }
    const mine = ++asked;
    timer = setTimeout(async () => {
      let answer;
      try { answer = await find(now.text); } catch { return; /* the connection is lost for a moment: typing goes on */ }
      if (mine !== asked || signal.aborted) return;
      // The name is written out already: nothing is left to choose.
      if (answer.length === 0 || answer.some(one => one.name.toLocaleLowerCase() === now.text.trim().toLocaleLowerCase())) { hide(); return; }
      start = now.at;
      found = answer;
      chosen = 0;
      status.textContent = words.names.replace('{0}', found.length);
      draw();
    }, 80);
  }

  function take(index) {
    const one = found[index];
    if (!one) return;
    textarea.setRangeText(`@${one.name} `, start, textarea.selectionStart, 'end');
    hide();
    textarea.dispatchEvent(new Event('input', { bubbles: true }));
    textarea.focus();
  }

  textarea.addEventListener('input', look, { signal });
  textarea.addEventListener('blur', () => { asked++; hide(); }, { signal });
  textarea.closest('form').addEventListener('keydown', e => {
    if (list.hidden || e.target !== textarea || e.isComposing) return;
    const act = {
      ArrowDown: () => { chosen = (chosen + 1) % found.length; draw(); },
      ArrowUp: () => { chosen = (chosen + found.length - 1) % found.length; draw(); },
      Enter: () => take(chosen), Tab: () => take(chosen), Escape: () => { asked++; hide(); },
    }[e.key];
    if (!act) return;
    e.preventDefault();
    e.stopPropagation();
    act();
  }, { signal, capture: true });
  // Before the text loses the focus.
  list.addEventListener('pointerdown', e => {
    const option = e.target.closest('[role="option"]');
    if (!option) return;
    e.preventDefault();
    take([...list.children].indexOf(option));
  }, { signal });

  return { dispose() { clearTimeout(timer); end.abort(); hide(); } };
}
