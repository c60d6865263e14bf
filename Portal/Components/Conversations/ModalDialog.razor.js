const focus = new WeakMap();

export function show(dialog) {
  focus.set(dialog, document.activeElement);
  // A press on the backdrop reaches the dialog element itself.
  dialog.addEventListener('click', e => { if (e.target === dialog) dialog.close(); });
  dialog.showModal();
  (dialog.querySelector('[autofocus]') ?? dialog.querySelector('input, button:not([aria-label])'))?.focus();
}

export function close(dialog) {
  if (dialog.open) dialog.close();
  focus.get(dialog)?.focus?.();
}
