// Files on their way to the server: by button, by dropping, by pasting. Used by the customers' chat and the agents' composer.
//
//   const uploads = createUploads({
//     button, input    the button and its hidden <input type="file">
//     area             where files may be dropped; gets data-dropping while one hovers
//     textarea         where pasted pictures are taken from
//     place            an element that Blazor renders empty; the progress bars go here
//     ticket()         → promise of { conversation, url }, or null when files cannot be sent now
//     done(file, conversation)   with { id, name, size, image, preview } of the stored file
//     most             bytes of the largest file
//     words            { uploading, cancel, tryAgain, remove, tooLarge, notAllowed, empty, failed }; {0} is the name, {1} the limit
//     size(bytes)      a number of bytes in words
//     changed()        optional
//   });
//   uploads.take(files)   sends files that were chosen elsewhere
//   uploads.dispose()     → the files that have not arrived, for whoever goes on with them
//
// A refused file says why and stays until it is taken away; what is typed is never touched.

export function createUploads(options) {
  const { button, input, area, textarea, place, words } = options;
  const signals = new AbortController();
  const listen = (target, event, act) => target.addEventListener(event, act, { signal: signals.signal });
  const running = new Set(), open = new Set();
  let hovering = 0;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  };

  const fill = (text, ...values) => values.reduce((filled, value, i) => filled.replaceAll(`{${i}}`, value), text);

  function take(files) {
    for (const file of files) send(file);
  }

  function send(file) {
    open.add(file);
    const row = make('div', 'upload');
    const line = make('div', 'upload-line');
    const name = make('bdi', 'upload-name', file.name);
    const bar = make('progress');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', fill(words.uploading, file.name));
    line.append(name, bar);
    row.append(line);
    place.append(row);
    options.changed?.();

    const end = () => { open.delete(file); row.remove(); options.changed?.(); };
    const act = (text, run) => {
      const control = make('button', 'link', text);
      control.type = 'button';
      control.addEventListener('click', run);
      return control;
    };
    const refuse = (why, again) => {
      const text = make('span', 'upload-why', fill(why, file.name, options.size(options.most)));
      text.setAttribute('role', 'alert');
      row.classList.add('failed');
      if (!again) open.delete(file);
      row.replaceChildren(text, ...(again ? [act(words.tryAgain, () => { row.remove(); send(file); })] : []), act(words.remove, end));
      options.changed?.();
    };

    if (file.size > options.most) return refuse(words.tooLarge);
    if (file.size === 0) return refuse(words.empty);

    const request = new XMLHttpRequest();
    running.add(request);
    line.append(act(words.cancel, () => { request.abort(); end(); }));
    request.upload.addEventListener('progress', event => { if (event.lengthComputable) bar.value = event.loaded / event.total; });
    request.addEventListener('loadend', () => running.delete(request));
    request.addEventListener('error', () => refuse(words.failed, true));

    options.ticket().then(ticket => {
      if (!ticket) return refuse(words.failed, true);
      request.addEventListener('load', () => {
        let answer = null;
        try { answer = JSON.parse(request.responseText); } catch { /* an answer without a reason */ }
        if (request.status === 200 && answer?.id) {
          const image = /^image\/(png|jpeg|gif|webp|avif)$/.test(answer.type ?? '');
          end();
          options.done({ id: answer.id, name: answer.name, size: answer.size, image, preview: image ? URL.createObjectURL(file) : null }, ticket.conversation);
        } else {
          const reasons = { 'too-large': words.tooLarge, 'not-allowed': words.notAllowed, empty: words.empty };
          refuse(reasons[answer?.reason] ?? words.failed, !reasons[answer?.reason]);
        }
      });
      request.open('POST', ticket.url);
      request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
      request.send(file);
    }).catch(() => refuse(words.failed, true));
  }

  const brings = event => [...(event.dataTransfer?.types ?? [])].includes('Files');

  listen(button, 'click', () => input.click());
  listen(input, 'change', () => { take(input.files); input.value = ''; textarea.focus(); });
  listen(area, 'dragenter', event => { if (brings(event)) { hovering++; area.dataset.dropping = ''; } });
  listen(area, 'dragleave', event => { if (brings(event) && --hovering <= 0) { hovering = 0; delete area.dataset.dropping; } });
  listen(area, 'dragover', event => { if (brings(event)) event.preventDefault(); });
  listen(area, 'drop', event => {
    if (!brings(event)) return;
    event.preventDefault();
    hovering = 0;
    delete area.dataset.dropping;
    take(event.dataTransfer.files);
  });
  listen(textarea, 'paste', event => {
    const files = [...(event.clipboardData?.files ?? [])];
    // Text copied from an office program brings a picture of itself along: the text is what was meant.
    if (files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    take(files);
  });

  return {
    take,
    dispose() {
      signals.abort();
      for (const request of running) request.abort();
      place.replaceChildren();
      return [...open];
    },
  };
}
