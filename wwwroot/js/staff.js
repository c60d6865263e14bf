// Starts the staff pages. The words of the notice are in the document, so that they come from the same resources as all others.
(() => {
  const bar = document.getElementById('connection');
  const text = bar.querySelector('[data-text]');
  bar.querySelector('button').addEventListener('click', () => portalReconnect.now());

  portalReconnect.start({
    say(state) {
      bar.classList.toggle('shown', state !== 'back');
      text.textContent = state === 'back' ? '' : bar.dataset[state];
    },
  });

  // With a <base href> a plain "#main" would lead to the start page.
  document.addEventListener('click', e => {
    if (!e.target.closest('[data-skip]')) return;
    e.preventDefault();
    document.getElementById('main')?.focus();
  });

  window.portalStaff = {
    /** Where the person is, as far as their browser tells: a name such as Europe/Berlin, and minutes east of Greenwich. */
    zone: () => ({ name: Intl.DateTimeFormat().resolvedOptions().timeZone, offset: -new Date().getTimezoneOffset() }),

    /** The form is part of the document, with an antiforgery token that only the server could write there. */
    signOut() { document.getElementById('sign-out').submit(); },

    showDialog(dialog) {
      if (dialog.open) return;
      dialog.showModal();
      (dialog.querySelector('[autofocus]') ?? dialog.querySelector('input, select, textarea'))?.focus();
    },
    /** To the first field that was refused. */
    focusWrong(root) { root?.querySelector('[aria-invalid="true"]')?.focus(); },
    closeDialog(dialog) { if (dialog?.open) dialog.close(); },

    async copy(text) {
      try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
    },
  };

  const fault = document.getElementById('blazor-error-ui');
  fault.querySelector('button').addEventListener('click', () => location.reload());
})();
