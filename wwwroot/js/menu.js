// Menus are native popovers: the browser opens, closes and layers them. Here they get their place and their keys.
(() => {
  const isMenu = target => target instanceof HTMLElement && target.matches('[popover][role="menu"]');
  const items = menu => [...menu.querySelectorAll('[role^="menuitem"]:not(:disabled)')];
  const opener = menu => document.querySelector(`[popovertarget="${menu.id}"]`);

  function place(menu, button) {
    const at = button.getBoundingClientRect(), gap = 6, edge = 8;
    const { offsetWidth: width, offsetHeight: height } = menu;
    let left = at.left, top = at.bottom + gap;
    switch (menu.dataset.side) {
      case 'below-end': left = at.right - width; break;
      case 'above': top = at.top - height - gap; break;
      case 'right': left = at.right + gap; top = at.bottom - height; break;
    }
    if (top + height > innerHeight - edge && at.top - height - gap >= edge) top = at.top - height - gap;
    menu.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`;
    menu.style.top = `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`;
  }

  document.addEventListener('toggle', e => {
    if (!isMenu(e.target)) return;
    const menu = e.target, button = opener(menu), open = e.newState === 'open';
    button?.setAttribute('aria-expanded', String(open));
    if (!open || !button) return;
    place(menu, button);
    items(menu)[0]?.focus();
  }, true);

  document.addEventListener('keydown', e => {
    const menu = e.target.closest?.('[popover][role="menu"]');
    if (!menu) {
      const button = e.target.closest?.('[popovertarget][aria-haspopup="menu"]');
      if (button && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) { e.preventDefault(); button.click(); }
      return;
    }
    const all = items(menu), now = all.indexOf(document.activeElement);
    const go = index => { e.preventDefault(); all[(index + all.length) % all.length]?.focus(); };
    switch (e.key) {
      case 'ArrowDown': go(now + 1); break;
      case 'ArrowUp': go(now - 1); break;
      case 'Home': go(0); break;
      case 'End': go(all.length - 1); break;
      case 'Tab': menu.hidePopover(); break;
      default: {
        if (e.key.length !== 1 || e.ctrlKey || e.metaKey || e.altKey || e.key === ' ') return;
        const begins = item => item.textContent.trim().toLowerCase().startsWith(e.key.toLowerCase());
        const next = [...all.slice(now + 1), ...all.slice(0, now + 1)].find(begins);
        if (next) { e.preventDefault(); next.focus(); }
      }
    }
  });

  document.addEventListener('click', e => {
    const item = e.target.closest('[role^="menuitem"]');
    if (!item) return;
    const menu = item.closest('[popover][role="menu"]');
    if (menu?.matches(':popover-open')) { menu.hidePopover(); opener(menu)?.focus(); }
  });

  addEventListener('resize', () => { for (const menu of document.querySelectorAll('[popover][role="menu"]:popover-open')) menu.hidePopover(); });
})();
