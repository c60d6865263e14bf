// Keeps a Blazor page alive across lost connections and restarted servers, without asking the person to do anything.
// Both documents use it: the staff pages (staff.js) and the customers' chat.
//
//   portalReconnect.start({ say, resumes })     say('lost' | 'back' | 'resuming' | 'reloading')
//
// lost       the connection is down, attempts go on by themselves
// back       the same page goes on where it was
// resuming   the server has forgotten this page, but kept its state: it is drawn anew in the same document, by this node or
//            another. Only where resumes is true: such a page says portalReconnect.drawn() when it can be used again
// reloading  the server has forgotten this page (it was restarted): the page loads itself again once the server answers
window.portalReconnect = (() => {
  const longest = 5000;
  let told = () => { };
  let resumes = false;
  let leaving = false;
  let busy = null; // the one running recovery
  let wake = () => { };
  let drawn = null; // ends the wait for a page that is drawn anew: whether it can be used
  let composing = false;

  // The document says so too: style sheets hide the framework's own notice meanwhile. A lost connection is no fault.
  function say(state) {
    document.documentElement.dataset.connection = state;
    document.getElementById('blazor-error-ui')?.style.removeProperty('display');
    told(state);
  }

  addEventListener('pagehide', () => { leaving = true; });
  addEventListener('pageshow', e => { if (e.persisted) leaving = false; });
  addEventListener('online', () => wake());
  document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(); });
  document.addEventListener('compositionstart', () => { composing = true; });
  document.addEventListener('compositionend', () => { composing = false; });

  // Full jitter: after a restart a thousand pages do not knock at the same moment.
  const pause = attempt => new Promise(resolve => {
    const most = Math.min(longest, 400 * 2 ** attempt);
    const timer = setTimeout(done, attempt === 0 ? Math.random() * 300 : most / 4 + Math.random() * most * .75);
    function done() { clearTimeout(timer); wake = () => { }; resolve(); }
    wake = done;
  });

  // Ready, not only alive: a page that is loaded while the database is away would be a page about a fault, which nothing brings back.
  const reachable = async () => {
    try {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), 5000);
      const answer = await fetch(new URL('health/ready', document.baseURI), { cache: 'no-store', credentials: 'omit', signal: limit.signal });
      clearTimeout(timer);
      return answer.ok || answer.status === 429;
    } catch {
      return false;
    }
  };

  // A page that dies again right after loading must not load itself in a tight circle.
  const loads = () => {
    const key = 'portal-reloads', now = Date.now();
    let recent = [];
    try { recent = JSON.parse(sessionStorage.getItem(key) ?? '[]').filter(t => now - t < 120000); } catch { /* nothing kept */ }
    return { count: recent.length, note() { try { sessionStorage.setItem(key, JSON.stringify([...recent, now])); } catch { /* not kept */ } } };
  };

  // Loading a page costs a server a hundred times what a reconnection costs: after the loss of a node they are spread.
  const spread = 2000;

  async function reload() {
    say('reloading');
    const past = loads();
    await new Promise(resolve => setTimeout(resolve, Math.random() * spread));
    for (let attempt = Math.max(0, past.count - 1); !leaving; attempt++) {
      await pause(attempt);
      if (leaving || !await reachable()) continue;
      past.note();
      leaving = true;
      location.reload();
    }
  }

  // A word that an input method is composing is lost when its box is replaced.
  const composed = () => composing && new Promise(resolve => {
    document.addEventListener('compositionend', resolve, { once: true });
    setTimeout(resolve, 5000);
  });

  /** Whether the page goes on in the same document, on whichever node answers. What was kept of it is used up by one attempt. */
  async function resume() {
    if (!resumes) return false;
    await composed();
    say('resuming');
    try {
      if (!await Blazor.resumeCircuit()) return false;
    } catch {
      return false; // nothing is kept of it, or the node has gone meanwhile
    }
    const usable = await new Promise(resolve => {
      drawn = resolve;
      setTimeout(resolve, 15000, false);
    });
    drawn = null;
    if (usable) say('back');
    return usable;
  }

  /** Leaves this node while it can still hand over what it knows. */
  async function move() {
    if (!resumes) return reload();
    await composed();
    say('resuming');
    try {
      if (!await Blazor.pauseCircuit()) return reload();
    } catch {
      return reload();
    }
    for (let attempt = 0; !leaving; attempt++) {
      await pause(attempt);
      if (leaving) return;
      if (await reachable()) return await resume() || reload();
    }
  }

  async function recover() {
    for (let attempt = 0; !leaving; attempt++) {
      await pause(attempt);
      if (leaving) return;
      try {
        if (await Blazor.reconnect()) { say('back'); return; }
        return await resume() || await reload(); // the server answered, and does not know this page any more
      } catch {
        document.getElementById('blazor-error-ui')?.style.removeProperty('display'); // not reachable yet
      }
    }
  }

  function begin(work) {
    busy ??= (async () => {
      // Leaving the page closes the connection too: wait a moment before saying anything.
      await new Promise(resolve => setTimeout(resolve, 150));
      if (!leaving) { say('lost'); await work(); }
    })().finally(() => { busy = null; });
  }

  return {
    start(options) {
      told = options.say;
      resumes = options.resumes === true;
      return Blazor.start({
        circuit: {
          configureSignalR(builder) {
            builder.withUrl('_blazor', { skipNegotiation: true, transport: 1 })
              // The server says something every two seconds. One that vanished without closing anything must be noticed soon.
              .withServerTimeout(5000).withKeepAliveInterval(7000);
            // The very first connection has no circuit to reconnect: load again when the server is there.
            const build = builder.build.bind(builder);
            builder.build = () => {
              const connection = build(), connect = connection.start.bind(connection);
              connection.start = async () => {
                try {
                  await connect();
                } catch (fault) {
                  if (!busy) begin(reload);
                  throw fault;
                }
              };
              return connection;
            };
          },
          reconnectionHandler: {
            onConnectionDown() { if (drawn) drawn(false); else begin(recover); },
            // A circuit that is resumed is there before its page is.
            onConnectionUp() { if (document.documentElement.dataset.connection !== 'resuming') say('back'); },
          },
        },
      });
    },
    now() { wake(); },
    /** A page that was drawn anew can be used. */
    drawn() { drawn?.(true); },
    /** The server is about to stop: this page goes on at another one, at some moment within the given time. */
    leave(within) {
      setTimeout(() => { if (!leaving) busy ??= move().finally(() => { busy = null; }); }, Math.random() * within);
    },
  };
})();
