(() => {
  const VERDICTS = {
    F: ['fail', '✗'], E: ['error', '!'], n: ['nonstrict', '~'], i: ['info', 'i'],
    '.': ['pass', '✓'], '-': ['na', '–'], _: ['none', ' '],
  };
  const WORDS = { F: 'fail', E: 'error', n: 'non-strict', i: 'informational', '.': 'pass', '-': 'not applicable', _: 'not run' };
  const OPEN_AT_ONCE = 12000; // cells; areas beyond that are made when somebody opens them

  const heads = Array.from(document.querySelectorAll('.overview tbody th'));
  const targets = heads.map((th) => ({
    name: (th.querySelector('a') ?? th.firstChild).textContent.trim(),
    link: th.querySelector('a')?.getAttribute('href') ?? '',
    base: th.classList.contains('base'),
  }));

  function differs(letters) {
    return new Set(letters.replace(/[-_]/g, '')).size > 1;
  }

  function rows(data) {
    const lines = byId('matrix').textContent.split('\n').filter(Boolean);
    return lines.map((line, i) => {
      const at = line.lastIndexOf(' ');
      const id = line.slice(0, at);
      const [title, requirement, worse, ...told] = data.rows[i];
      const letters = line.slice(at + 1);
      return { id, letters, title, requirement, worse: worse === 1, told, differs: differs(letters), area: id.slice(0, id.indexOf('/')) };
    });
  }

  function cell(row, i) {
    const letter = row.letters[i];
    const [key, symbol] = VERDICTS[letter];
    const made = element('td', 'c ' + key + (targets[i].base ? ' base' : ''));
    made.title = targets[i].name + ': ' + WORDS[letter];
    if (targets[i].link && letter !== '_') {
      const link = element('a', '', symbol);
      link.href = targets[i].link + '#' + row.id;
      made.append(link);
    } else {
      made.append(symbol);
    }
    return made;
  }

  // Targets that gave the same answer stand together.
  function answers(row, data) {
    const groups = new Map();
    targets.forEach((target, i) => {
      const sentence = row.told[i] < 0 ? '' : data.sentences[row.told[i]];
      const key = row.letters[i] + sentence;
      if (!groups.has(key)) {
        groups.set(key, { letter: row.letters[i], sentence, who: [] });
      }
      groups.get(key).who.push(target);
    });
    const order = 'FEni.-_';
    const list = element('ul', '');
    const sorted = [...groups.values()].sort((a, b) => order.indexOf(a.letter) - order.indexOf(b.letter));
    for (const { letter, sentence, who } of sorted) {
      const [key] = VERDICTS[letter];
      const names = element('span', 'who');
      for (const target of who) {
        if (target.link && letter !== '_') {
          const link = element('a', '', target.name);
          link.href = target.link + '#' + row.id;
          link.title = 'The transcript';
          names.append(link, ' ');
        } else {
          names.append(target.name, ' ');
        }
      }
      list.append(element('li', '', element('b', 'v ' + key, WORDS[letter]), ' ', names, element('span', 'quiet', sentence)));
    }
    return list;
  }

  function asked(requirement, data) {
    const known = data.requirements[requirement];
    const made = element('td', '');
    made.colSpan = targets.length + 1;
    if (known) {
      const [where, link, keyword, summary] = known;
      if (/^[A-Z ]+$/.test(keyword) && keyword !== 'ALGO' && keyword !== 'INFO') {
        made.append(element('span', 'keyword', keyword), ' ');
      }
      const place = link ? element('a', '', where) : element('span', '', where);
      if (link) {
        place.href = link;
      }
      made.append(place, ' ', element('code', '', requirement), ' ', summary);
    } else {
      made.append(element('code', '', requirement || 'no requirement'));
    }
    return element('tr', 'asked', made);
  }

  function line(row, data) {
    const made = element('tr', row.worse ? 'worse' : '');
    made.id = row.id;
    const name = button('', () => tell(made, row, data));
    name.append(row.title, element('code', '', row.id));
    name.ariaExpanded = 'false';
    const head = element('th', '', name);
    head.scope = 'row';
    made.append(head, ...targets.map((target, i) => cell(row, i)));
    return made;
  }

  // What was observed stands below the line.
  function tell(made, row, data) {
    const next = made.nextSibling;
    const told = next?.classList.contains('told');
    made.querySelector('button').ariaExpanded = String(!told);
    if (told) {
      next.remove();
      return;
    }
    history.replaceState(null, '', '#' + row.id);
    const wide = element('td', '', answers(row, data));
    wide.colSpan = targets.length + 1;
    made.after(element('tr', 'told', wide));
  }

  function named(words, name = '') {
    const made = element('th', name, words);
    made.scope = 'col';
    return made;
  }

  function table(list, data) {
    const head = element('tr', '', named('case'));
    targets.forEach((target) => head.append(named(element('span', '', target.name), 't')));
    const body = element('tbody', '');
    const byRequirement = new Map();
    list.forEach((row) => byRequirement.set(row.requirement, [...(byRequirement.get(row.requirement) ?? []), row]));
    for (const [requirement, some] of byRequirement) {
      body.append(asked(requirement, data));
      some.forEach((row) => body.append(line(row, data)));
    }
    return element('div', 'scroll', element('table', 'matrix', element('thead', '', head), body));
  }

  const controls = { which: byId('which'), q: byId('search') };
  const usual = controls.which.value;

  function show(all, data) {
    const which = controls.which.value;
    const words = controls.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (row) => [row.id, row.title, row.requirement, ...(data.requirements[row.requirement] ?? []), ...row.told.map((i) => data.sentences[i] ?? '')].join(' ').toLowerCase();
    const wanted = all.filter((row) =>
      (which === 'all' || (which === 'worse' ? row.worse : row.differs)) &&
      (words.length === 0 || words.every((word) => text(row).includes(word))));
    const areas = new Map();
    wanted.forEach((row) => areas.set(row.area, [...(areas.get(row.area) ?? []), row]));
    let room = OPEN_AT_ONCE;
    const made = [...areas].map(([area, list]) => {
      const details = element('details', 'area', element('summary', '', area, element('small', '', list.length + (list.length === 1 ? ' case' : ' cases'))));
      const fill = () => details.open && details.childElementCount === 1 && details.append(table(list, data));
      details.dataset.area = area;
      details.addEventListener('toggle', fill);
      room -= list.length * targets.length;
      details.open = room > 0;
      fill();
      return details;
    });
    byId('areas').replaceChildren(...made);
    byId('shown').textContent = wanted.length + ' of ' + all.length + ' cases';
  }

  function step(by) {
    const names = Array.from(document.querySelectorAll('.matrix th button')).filter((name) => name.checkVisibility());
    const here = names.indexOf(document.activeElement);
    const next = names[here < 0 && by < 0 ? names.length - 1 : here + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }

  // #case-id opens the case, whatever the filter hides; #?q=… is a view.
  function follow(all, data) {
    const hash = decodeURIComponent(location.hash.slice(1));
    const view = new URLSearchParams(hash.startsWith('?') ? location.hash.slice(2) : '');
    const row = all.find((each) => each.id === hash);
    controls.q.value = view.get('q') ?? '';
    controls.which.value = view.get('which') ?? (row && !row.differs ? 'all' : usual);
    if (row && usual === 'worse' && !row.worse) {
      controls.which.value = 'all';
    }
    show(all, data);
    if (row) {
      const area = Array.from(document.querySelectorAll('details.area')).find((each) => each.dataset.area === row.area);
      area.open = true;
      if (area.childElementCount === 1) {
        area.append(table(all.filter((each) => each.area === row.area && (controls.which.value === 'all' || each.differs)), data));
      }
      tell(byId(row.id), row, data);
      byId(row.id).scrollIntoView({ block: 'center' });
    }
  }

  async function start() {
    const data = await inflate(byId('data').textContent.trim());
    const all = rows(data);
    byId('plain').hidden = true;
    byId('filter').hidden = false;
    document.querySelectorAll('.keys').forEach((keys) => (keys.hidden = false));
    const update = () => {
      show(all, data);
      remember(controls);
    };
    byId('filter').addEventListener('input', update);
    byId('filter').addEventListener('submit', (event) => event.preventDefault());
    const clear = () => {
      controls.q.value = '';
      controls.which.value = usual;
      update();
    };
    onKeys({ '/': () => controls.q.focus(), j: () => step(1), k: () => step(-1), t: turn }, clear);
    document.querySelector('nav').append(button('Light / dark', turn));
    window.addEventListener('hashchange', () => follow(all, data));
    follow(all, data);
  }

  start().catch((problem) => byId('areas').append(element('p', 'note', 'This browser cannot unpack the details: ' + problem)));
})();
