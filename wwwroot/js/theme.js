// Loaded before the style sheets are used, so that the first paint already has the right theme.
// The cookie tells the server, which renders the component library's palette from the same choice.
(() => {
  const key = 'portal-theme';
  const system = matchMedia('(prefers-color-scheme: dark)');
  const listeners = new Set();

  const choice = () => {
    try {
      const kept = localStorage.getItem(key);
      return kept === 'light' || kept === 'dark' ? kept : 'system';
    } catch {
      return 'system'; // storage is switched off: follow the system
    }
  };

  const apply = () => {
    const wanted = choice();
    const theme = wanted === 'system' ? (system.matches ? 'dark' : 'light') : wanted;
    document.documentElement.dataset.theme = theme;
    const secure = location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `${key}=${theme}; path=/; max-age=31536000; samesite=lax${secure}`;
    for (const told of listeners) told.invokeMethodAsync('ThemeChanged', theme === 'dark', wanted);
  };

  window.portalTheme = {
    choose(wanted) {
      try {
        if (wanted === 'system') localStorage.removeItem(key); else localStorage.setItem(key, wanted);
      } catch { /* not kept, but applied below for this page */ }
      apply();
    },
    tell(listener) { listeners.add(listener); apply(); },
    forget(listener) { listeners.delete(listener); },
  };

  system.addEventListener('change', apply);
  addEventListener('storage', e => { if (e.key === key) apply(); });
  apply();
})();
