'use strict';
(() => {
  const byId = (id) => document.getElementById(id);
  const cases = Array.from(document.querySelectorAll('details.case'));
  const groups = Array.from(document.querySelectorAll('section.group'));

  // Details of the cases that do not stand in the page: deflated JSON in Base64, by case id.
  let loading;
  const details = () => (loading ??= inflate(byId('data').textContent.trim()));

  async function inflate(base64) {
    const octets = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([octets]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Map(Object.entries(JSON.parse(await new Response(stream).text())));
  }

  // Everything the subject sent goes through here: it becomes text, never markup.
  function element(tag, name, ...children) {
    const made = document.createElement(tag);
    if (name) {
      made.className = name;
    }
    made.append(...children);
    return made;
  }

  const verdict = (v) => element('b', 'v ' + v.key, v.symbol + ' ' + v.words);

  function where(check) {
    if (!check.link) {
      return check.where;
    }
    const link = element('a', '', check.where);
    link.href = check.link;
    return link;
  }

  function check(k) {
    const head = element('p', '', verdict(k.verdict), ' ');
    if (k.keyword) {
      head.append(element('span', 'keyword', k.keyword), ' ');
    }
    head.append(where(k), ' ', element('code', '', k.id));
    const answers = element('dl', '');
    for (const name of ['accepted', 'observed', 'because']) {
      if (k[name]) {
        answers.append(element('dt', '', name), element('dd', '', k[name]));
      }
    }
    return element('div', 'check ' + k.verdict.key, head, element('p', '', k.summary), answers);
  }

  function line(l) {
    const what = element('div', 'what', element('b', '', l.name));
    l.remarks.forEach((remark) => what.append(' ', element('i', '', remark)));
    if (l.details) {
      what.append(' ', element('span', 'quiet', l.details));
    }
    l.content.forEach((text) => what.append(element('p', '', text)));
    const way = element('span', 'way', l.symbol);
    way.title = l.words;
    const item = element('li', l.kind, element('span', 'when', l.time), way, what);
    if (l.header.length || l.payload) {
      const hex = element('code', 'hex');
      l.header.forEach((part) => hex.append(element('span', '', part), ' '));
      hex.append(l.payload);
      item.append(hex);
    }
    return item;
  }

  function body(b) {
    const made = element('div', 'body');
    if (b.because) {
      made.append(element('p', 'because', b.because));
    }
    made.append(...b.checks.map(check));
    if (b.wire.length) {
      made.append(element('h4', '', 'On the wire'), element('ol', 'wire', ...b.wire.map(line)));
    }
    made.append(
      element('p', 'rerun', element('span', '', 'run it again'), ' ', element('code', '', b.rerun)));
    return made;
  }

  async function fill(shown) {
    if (shown.dataset.filled || shown.querySelector('.body')) {
      return;
    }
    shown.dataset.filled = 'yes';
    try {
      const known = (await details()).get(shown.id);
      if (known) {
        shown.append(body(known));
      }
    } catch (problem) {
      shown.append(element('p', 'body', 'This browser cannot unpack the details: ' + problem));
    }
  }

  cases.forEach((c) => c.addEventListener('toggle', () => c.open && fill(c)));

  // Filter and search.
  const search = byId('search');
  const wantedVerdict = byId('verdict');
  const wantedArea = byId('area');
  const texts = new Map();

  async function learnTexts() {
    const packed = await details().catch(() => new Map());
    for (const c of cases) {
      const more = packed.get(c.id);
      const asked = more ? more.checks.map((k) => [k.id, k.where, k.observed].join(' ')) : [];
      texts.set(c, [c.textContent, ...asked].join(' ').toLowerCase());
    }
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const group of groups) {
      let some = false;
      for (const c of group.querySelectorAll('details.case')) {
        const text = words.length ? texts.get(c) ?? c.textContent.toLowerCase() : '';
        const shown =
          (!wantedVerdict.value || c.dataset.verdict === wantedVerdict.value) &&
          (!wantedArea.value || group.dataset.area === wantedArea.value) &&
          words.every((word) => text.includes(word));
        c.hidden = !shown;
        some ||= shown;
        count += shown ? 1 : 0;
      }
      group.hidden = !some;
    }
    byId('shown').textContent = count + ' of ' + cases.length + ' cases';
    for (const link of document.querySelectorAll('.totals a')) {
      link.classList.toggle('chosen', link.dataset.verdict === wantedVerdict.value);
    }
  }

  search.addEventListener('focus', () => learnTexts().then(filter), { once: true });
  byId('filter').addEventListener('input', filter);
  byId('filter').addEventListener('submit', (event) => event.preventDefault());
  for (const link of document.querySelectorAll('.totals a')) {
    link.addEventListener('click', () => {
      const chosen = wantedVerdict.value === link.dataset.verdict;
      wantedVerdict.value = chosen ? '' : link.dataset.verdict;
      filter();
    });
  }
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, select, textarea');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });

  // Deep links: #case-id opens the case, whatever the filter hides.
  async function follow() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.matches('details.case, section.group')) {
      return;
    }
    if (target.hidden || target.parentElement.hidden) {
      byId('filter').reset();
      filter();
    }
    if (target.matches('details.case')) {
      await fill(target);
      target.open = true;
    }
    target.scrollIntoView({ block: 'start' });
  }

  window.addEventListener('hashchange', follow);
  cases.forEach((c) => c.addEventListener('toggle', () => {
    if (c.open && byId(decodeURIComponent(location.hash.slice(1))) !== c) {
      history.replaceState(null, '', '#' + c.id);
    }
  }));

  // On paper nothing can be opened.
  let opened = [];
  window.addEventListener('beforeprint', () => {
    opened = cases.filter((c) => !c.open && !c.hidden && c.querySelector('.body'));
    opened.forEach((c) => (c.open = true));
  });
  window.addEventListener('afterprint', () => opened.forEach((c) => (c.open = false)));

  byId('filter').hidden = false;
  filter();
  follow();
})();
