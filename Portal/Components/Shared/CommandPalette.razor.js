const ends = new WeakMap();

export function listen(dialog, palette) {
  const end = new AbortController();
  ends.set(dialog, end);

  const open = async () => {
    if (dialog.open) return;
    await palette.invokeMethodAsync('Open');
    if (dialog.open || end.signal.aborted) return;
    dialog.showModal();
    dialog.querySelector('input').focus();
  };

  addEventListener('keydown', e => {
    if (!(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey || e.key.toLowerCase() !== 'k') return;
    e.preventDefault();
    if (dialog.open) dialog.close(); else open();
  }, { signal: end.signal });

  document.addEventListener('click', e => {
    if (e.target.closest('[data-open-palette]')) open();
  }, { signal: end.signal });

  // The list moves, not the caret and not the page.
  dialog.addEventListener('keydown', e => {
    if (['ArrowDown', 'ArrowUp', 'Enter'].includes(e.key)) e.preventDefault();
  }, { signal: end.signal });

  // A click on the backdrop reaches the dialog element itself.
  dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); }, { signal: end.signal });

  new MutationObserver(() => dialog.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }))
    .observe(dialog, { subtree: true, attributes: true, attributeFilter: ['aria-selected'] });
}

export function close(dialog) { if (dialog.open) dialog.close(); }

export function stop(dialog) { ends.get(dialog)?.abort(); }
