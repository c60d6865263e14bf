// Keeps a Blazor page alive across lost connections and restarted servers, without asking the person to do anything.
// Both documents use it: the staff pages (staff.js) and the customers' chat.
//
//   portalReconnect.start({ say })     say('lost' | 'back' | 'reloading')
//
// lost       the connection is down, attempts go on by themselves
// back       the same page goes on where it was
// reloading  the server has forgotten this page (it was restarted): the page loads itself again once the server answers
window.portalReconnect = (() => {
  const longest = 5000;
  let told = () => { };
  let leaving = false;
  let busy = null; // the one running recovery
  let wake = () => { };

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

  async function recover() {
    for (let attempt = 0; !leaving; attempt++) {
      await pause(attempt);
      if (leaving) return;
      try {
        if (await Blazor.reconnect()) { say('back'); return; }
        return await reload(); // the server answered, and does not know this page any more
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
            onConnectionDown() { begin(recover); },
            onConnectionUp() { say('back'); },
          },
        },
      });
    },
    now() { wake(); },
    /** The server is about to stop: this page loads itself again from another one, at some moment within the given time. */
    leave(within) {
      setTimeout(() => { if (!leaving) busy ??= reload().finally(() => { busy = null; }); }, Math.random() * within);
    },
  };
})();
