// Counts waits on, once a second for the whole board. Only text nodes and the tone change: the elements stay the page's own.
const boards = new WeakMap();
const two = n => String(n).padStart(2, '0');

// The same words as BoardWords.cs.
function clock(seconds) {
  const h = Math.floor(seconds / 3600), m = Math.floor(seconds / 60) % 60, s = seconds % 60;
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

function span(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h ${two(minutes % 60)}` : `${Math.floor(minutes / 1440)} d`;
}

function tick(root, ahead) {
  const now = Date.now() + ahead;
  for (const wait of root.querySelectorAll('[data-since]')) {
    const seconds = Math.max(0, Math.floor((now - Number(wait.dataset.since)) / 1000));
    const text = wait.querySelector('[data-text]').firstChild;
    const said = wait.dataset.as === 'while' ? span(seconds) : clock(seconds);
    if (text && text.data !== said) text.data = said;
    const within = Number(wait.dataset.within);
    if (!within) continue;
    const tone = seconds >= within ? 'missed' : seconds >= within * .75 ? 'near' : 'calm';
    if (wait.dataset.tone !== tone) wait.dataset.tone = tone;
  }
}

// This browser's clock may be wrong; the server's is what the waits began by.
export function start(root, serverNow) {
  const ahead = serverNow - Date.now();
  boards.set(root, setInterval(() => tick(root, ahead), 1000));
}

export function stop(root) {
  clearInterval(boards.get(root));
  boards.delete(root);
}
