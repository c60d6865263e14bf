// The demo shop's own script, as any site might have one: its theme, who is signed in, and what people look at.
(() => {
  const { product, customer } = document.currentScript.dataset;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const paint = () => { document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'; };
  dark.addEventListener('change', paint);
  paint();

  window.portalChat = window.portalChat || { q: [] };
  if (customer) portalChat.q.push(['identify', JSON.parse(customer)]);
  portalChat.q.push(['track', 'Looked at', product]);
  addEventListener('DOMContentLoaded', () => document.querySelector('.buy').addEventListener('click', () => portalChat.track('Added to basket', product)));
})();
