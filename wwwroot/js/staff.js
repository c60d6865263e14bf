// Starts the staff pages. The words of the notice are in the document, so that they come from the same resources as all others.
(() => {
  const bar = document.getElementById('connection');
  const text = bar.querySelector('[data-text]');
  bar.querySelector('button').addEventListener('click', () => portalReconnect.now());

  portalReconnect.start({
    say(state) {
      document.documentElement.dataset.connection = state;
      bar.classList.toggle('shown', state !== 'back');
      text.textContent = state === 'back' ? '' : bar.dataset[state];
    },
  });

  const fault = document.getElementById('blazor-error-ui');
  fault.querySelector('button').addEventListener('click', () => location.reload());
})();
