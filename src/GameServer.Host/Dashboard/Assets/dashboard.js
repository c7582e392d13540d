// Keeps an open page up to date. The server renders; this listens, and puts what has changed in its place. Without it every page works, and is as it was when it was loaded.
(() => {
  'use strict';
  const state = document.querySelector('.link-state');
  let stream = null;

  const say = (word, text) => {
    state.hidden = false;
    state.dataset.state = word;
    state.textContent = text;
  };

  // Changes what is there into what was sent, and leaves alone what is the same: focus, selection and scrolling stay.
  const mend = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    const isOther = old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id;
    if (isOther) {
      old.replaceWith(fresh);
    } else if (old.nodeType !== Node.ELEMENT_NODE) {
      old.data = fresh.data;
    } else {
      mendAttributes(old, fresh);
      mendChildren(old, fresh);
    }
  };

  const mendAttributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  };

  const mendChildren = (old, fresh) => {
    const olds = [...old.childNodes];
    const news = [...fresh.childNodes];
    news.forEach((node, index) => (index < olds.length ? mend(olds[index], node) : old.append(node)));
    olds.slice(news.length).forEach(node => node.remove());
  };

  const take = event => {
    const { key, html } = JSON.parse(event.data);
    const old = document.querySelector(`[data-live="${key}"]`);
    if (old === null) return;
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    mendChildren(old, fresh.content);
  };

  const listen = () => {
    if (stream !== null || document.hidden || document.querySelector('[data-live]') === null) return;
    stream = new EventSource('/dashboard/live?page=' + encodeURIComponent(location.pathname + location.search));
    stream.addEventListener('open', () => say('live', 'live'));
    stream.addEventListener('part', take);
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) say('ended', 'stopped: reload');
      else say('waiting', 'reconnecting');
    });
  };

  const rest = () => {
    if (stream === null) return;
    stream.close();
    stream = null;
    say('resting', 'paused');
  };

  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()));
  addEventListener('pagehide', rest);
  addEventListener('pageshow', listen);

  // A form that changes much asks first.
  document.addEventListener('submit', event => {
    const question = event.submitter?.dataset.ask ?? event.target.dataset.ask;
    if (question !== undefined && !confirm(question)) event.preventDefault();
  });

  // The address of a notice that was shown is no longer good.
  const here = new URL(location.href);
  if (here.searchParams.has('said')) {
    here.searchParams.delete('said');
    history.replaceState(null, '', here);
  }

  listen();
})();
