(() => {
  const cases = Array.from(document.querySelectorAll('details.case'));
  const groups = Array.from(document.querySelectorAll('section.group'));

  // Details of the cases that do not stand in the page: lines of deflated JSON in Base64, by case id.
  let loading;
  const details = () => (loading ??= inflateAll(byId('data').textContent.split(/\s+/).filter(Boolean)));

  async function inflateAll(lines) {
    const parts = await Promise.all(lines.map(inflate));
    return new Map(parts.flatMap(({ cases, requirements }) =>
      Object.entries(cases).map(([id, parts]) => [id, named(parts, requirements)])));
  }

  // What is told of a case stands in arrays, to be small.
  const named = ([rerun, checks, wire, because], requirements) => ({
    rerun,
    because,
    wire,
    checks: checks.map(([key, id, observed = '', accepted, because]) => {
      const [where = '', link, keyword, summary = ''] = requirements[id];
      return { key, id, observed, accepted, because, where, link, keyword, summary };
    }),
  });

  const words = new Map(Array.from(byId('verdict').options, (o) => [o.value, o.textContent.replace(/^\S+ /, '')]));
  const verdict = (key) => element('b', 'v ' + key, words.get(key));

  function where(check) {
    if (!check.link) {
      return check.where;
    }
    const link = element('a', '', check.where);
    link.href = check.link;
    return link;
  }

  function check(k) {
    if (k.key === 'pass') {
      return element('p', 'held', verdict(k.key), ' ', element('span', '', k.observed), ' ', element('code', '', k.id));
    }
    const head = element('p', '', verdict(k.key), ' ');
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
    return element('div', 'check ' + k.key, head, element('p', '', k.summary), answers);
  }

  // The parts of a frame's header, as they stood on the wire.
  function bits(parts, payload) {
    const list = element('ul', 'bits');
    for (const [name, bits, meaning, offence] of parts) {
      const item = element('li', offence ? 'odd' : '', element('small', '', name), element('code', '', bits));
      if (meaning) {
        item.append(element('span', '', meaning));
      }
      if (offence) {
        item.append(element('strong', '', '✗ ' + offence));
      }
      list.append(item);
    }
    if (payload) {
      list.append(element('li', 'load', element('small', '', 'payload'), element('code', '', payload)));
    }
    return list;
  }

  const KINDS = [['sent', 'sent'], ['received', 'received'], ['aside', '']];

  // Of a frame the last part is its anatomy, of anything else its details in words.
  function line([direction, time, name, remarks, content, payload, rest]) {
    const [kind, way] = KINDS[direction];
    const say = element('span', 'say');
    if (way) {
      say.append(element('span', 'way', way), ' ');
    }
    say.append(element('b', '', name));
    remarks.forEach((remark) => say.append(' ', element('i', '', remark)));
    const what = element('div', 'what', ...content.map((text) => element('p', '', text)));
    if (Array.isArray(rest)) {
      what.append(bits(rest, payload));
    } else {
      what.append(...(rest ? [element('p', 'quiet', rest)] : []));
      what.append(...(payload ? [element('code', 'hex', payload)] : []));
    }
    return element('li', kind, element('span', 'when', time), element('div', 'lane', say), what);
  }

  const ends = () =>
    element('li', 'ends', element('span', ''),
      element('div', 'lane', element('span', '', document.body.dataset.peer), element('span', '', document.body.dataset.role)),
      element('span', ''));

  function body(b) {
    const made = element('div', 'body');
    if (b.because) {
      made.append(element('p', 'because', b.because));
    }
    made.append(...b.checks.map(check));
    if (b.wire.length) {
      made.append(
        element('h4', '', 'On the wire'), element('ol', 'wire', ends(), ...b.wire.map(line)));
    }
    if (b.rerun) {
      made.append(
        element('p', 'rerun command', element('span', '', 'run it again'), ' ', element('code', '', b.rerun)));
    }
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
        copyable(shown);
      }
    } catch (problem) {
      shown.append(element('p', 'body', 'This browser cannot unpack the details: ' + problem));
    }
  }

  cases.forEach((c) => c.addEventListener('toggle', () => c.open && fill(c)));

  // Commands can be copied.
  function say(words) {
    byId('said').textContent = words;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => (byId('said').textContent = ''), 2500);
  }

  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say('Copied');
    } catch {
      getSelection().selectAllChildren(code);
      say('Selected: copy it with the keyboard');
    }
  }

  function copyable(within) {
    for (const code of within.querySelectorAll('.command > code')) {
      const copier = button('Copy', () => copy(code));
      copier.ariaLabel = 'Copy the command';
      code.after(copier);
    }
  }

  // Filter, search and order; they stand in the address, so that a view can be passed on.
  const controls = { q: byId('search'), verdict: byId('verdict'), area: byId('area'), order: byId('order') };
  const texts = new Map();
  const all = element('section', 'group', element('h3', '', 'all areas'));
  groups[0]?.parentElement.append(all);
  let ordered = '';

  async function learnTexts() {
    const packed = await details().catch(() => new Map());
    for (const c of cases) {
      const more = packed.get(c.id);
      const asked = more ? more.checks.map((k) => [k.id, k.where, k.observed].join(' ')) : [];
      texts.set(c, [c.textContent, ...asked].join(' ').toLowerCase());
    }
  }

  const severity = ['fail', 'error', 'nonstrict', 'info', 'pass', 'na'];
  const orders = {
    worst: (a, b) => severity.indexOf(a.dataset.verdict) - severity.indexOf(b.dataset.verdict),
    slowest: (a, b) => b.dataset.time - a.dataset.time,
    id: (a, b) => (a.id < b.id ? -1 : 1),
  };

  function arrange() {
    if (ordered === controls.order.value) {
      return;
    }
    ordered = controls.order.value;
    if (ordered) {
      all.append(...cases.slice().sort(orders[ordered]));
    } else {
      cases.forEach((c) => homes.get(c).append(c));
    }
  }

  const homes = new Map(cases.map((c) => [c, c.parentElement]));

  function filter() {
    arrange();
    const words = controls.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const some = new Set();
    let count = 0;
    for (const c of cases) {
      const text = words.length ? texts.get(c) ?? c.textContent.toLowerCase() : '';
      const shown =
        (!controls.verdict.value || c.dataset.verdict === controls.verdict.value) &&
        (!controls.area.value || homes.get(c).dataset.area === controls.area.value) &&
        words.every((word) => text.includes(word));
      c.hidden = !shown;
      if (shown) {
        some.add(c.parentElement);
        count++;
      }
    }
    [...groups, all].forEach((group) => (group.hidden = !some.has(group)));
    byId('shown').textContent = count + ' of ' + cases.length + ' cases';
    for (const link of document.querySelectorAll('.totals a')) {
      link.classList.toggle('chosen', link.dataset.verdict === controls.verdict.value);
    }
  }

  async function show(view) {
    Object.entries(controls).forEach(([name, control]) => (control.value = view[name] ?? ''));
    if (controls.q.value) {
      await learnTexts();
    }
    filter();
  }

  controls.q.addEventListener('focus', () => learnTexts().then(filter), { once: true });
  byId('filter').addEventListener('input', () => {
    filter();
    remember(controls);
  });
  byId('filter').addEventListener('submit', (event) => event.preventDefault());
  for (const link of document.querySelectorAll('a[data-verdict], a[data-search]')) {
    link.addEventListener('click', async (event) => {
      event.preventDefault();
      const again = link.dataset.verdict && controls.verdict.value === link.dataset.verdict;
      await show(again ? {} : { verdict: link.dataset.verdict, q: link.dataset.search });
      remember(controls);
      byId('cases').scrollIntoView({ block: 'start' });
    });
  }

  // Keys.
  const visible = () => Array.from(document.querySelectorAll('details.case')).filter((c) => !c.hidden);

  function step(by, wanted) {
    const list = visible();
    const here = list.indexOf(document.activeElement?.closest?.('details.case'));
    let at = here < 0 && by < 0 ? list.length : here;
    do {
      at += by;
    } while (list[at] && !wanted(list[at]));
    if (list[at]) {
      list[at].querySelector('summary').focus();
      list[at].scrollIntoView({ block: 'nearest' });
    }
  }

  const troubled = (c) => ['fail', 'error', 'nonstrict'].includes(c.dataset.verdict);
  onKeys(
    {
      '/': () => controls.q.focus(),
      j: () => step(1, () => true),
      k: () => step(-1, () => true),
      n: () => step(1, troubled),
      p: () => step(-1, troubled),
      t: turn,
    },
    () => show({}).then(() => remember(controls)));

  document.querySelector('nav').append(button('Light / dark', turn));

  // Deep links: #case-id opens the case, whatever the filter hides; #?q=… is a view.
  async function follow() {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (hash.startsWith('?')) {
      await show(Object.fromEntries(new URLSearchParams(location.hash.slice(2))));
      byId('cases').scrollIntoView({ block: 'start' });
      return;
    }
    const target = byId(hash);
    if (!target || !target.matches('details.case, section.group')) {
      return;
    }
    if (target.hidden || target.parentElement.hidden) {
      await show({});
    }
    if (target.matches('details.case')) {
      await fill(target);
      target.open = true;
    }
    target.scrollIntoView({ block: 'start' });
  }

  window.addEventListener('hashchange', follow);
  cases.forEach((c) => c.querySelector('summary').addEventListener('click', () => {
    if (!c.open) {
      history.replaceState(null, '', '#' + c.id);
    }
  }));

  // On paper nothing can be opened: of each fault the case that shows it best is there.
  let opened = [];
  window.addEventListener('beforeprint', () => {
    const best = [...document.querySelectorAll('.fault')].map((f) => f.querySelector('.ids a').getAttribute('href'));
    opened = cases.filter((c) => !c.open && !c.hidden && c.querySelector('.body') && best.includes('#' + c.id));
    opened.forEach((c) => (c.open = true));
  });
  window.addEventListener('afterprint', () => opened.forEach((c) => (c.open = false)));

  byId('filter').hidden = false;
  copyable(document);
  filter();
  follow();
})();
