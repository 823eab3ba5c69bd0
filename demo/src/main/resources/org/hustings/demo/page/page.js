// Draws each snapshot as it comes; presses buttons by POST. Nothing is put into the page but as text.
'use strict';
const token = document.querySelector('meta[name=token]').content;
const at = id => document.getElementById(id);
const words = {
  lost: 'calls without a report',
  duplicates: 'reports counted twice',
  doubleLeases: 'people at two desks at once',
  unlawfulDials: 'calls that were not allowed',
  silent: 'talks in which one side did not hear'
};
const open = new Set(['dialing', 'talking', 'closing']);

function element(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function fill(id, children) { at(id).replaceChildren(...children); }

function figure([key, count]) {
  const box = element('div', '', count ? 'broken' : '');
  box.append(element('b', count), element('span', words[key] || key));
  return box;
}

function desk(d) {
  const state = !d.runs ? 'down, coming back' : d.cut ? d.phase + ', network cut' : d.phase;
  const box = element('div', '', 'desk' + (!d.runs ? ' down' : d.cut ? ' cut' : open.has(d.phase) ? ' line' : ''));
  box.append(element('b', d.station), element('small', state + (d.starts > 1 ? ' · started ' + d.starts + ' times' : '')));
  return box;
}

function row(c) {
  const tr = element('tr', '');
  tr.append(...[c.call, c.station, c.result, c.disposition, c.reported ? 'kept at headquarters' : 'on its way'].map(t => element('td', t)));
  return tr;
}

function counts(of) { return Object.entries(of).map(([k, n]) => k + ' ' + n).join(', '); }

function draw(s) {
  at('stale').hidden = true;
  at('headline').textContent = s.headline + (s.hqAnswers ? '' : ' · headquarters is away, figures are its last');
  at('clock').textContent = Math.floor(s.seconds / 60) + ':' + String(s.seconds % 60).padStart(2, '0');
  at('dials').textContent = s.dials;
  at('wanted').textContent = s.wanted < 1000000 ? ' of ' + s.wanted : '';
  at('inHq').textContent = s.reportsInHq;
  at('onWay').textContent = s.onTheirWay;
  at('speech').textContent = s.heardBothWays + '/' + s.answered;
  at('bar').style.width = Math.min(100, s.wanted ? 100 * s.reportsInHq / s.wanted : 0) + '%';
  fill('invariants', Object.entries(s.invariants).map(figure));
  const judged = Object.keys(s.invariants).length > 0;
  at('verdict').textContent = !judged ? 'Not judged yet.' : s.holds ? 'Everything holds.' : 'Something does not hold.';
  at('verdict').className = 'banner ' + (!judged ? 'info' : s.holds ? 'good' : 'alarm');
  fill('news', s.news.map(line => element('li', line)));
  fill('desks', s.desks.map(desk));
  at('programs').textContent = s.programs.map(p => p.name.replace('hustings-', '') + (p.runs ? ' runs' : ' is down')).join(' · ');
  fill('calls', s.calls.map(row));
  at('counts').textContent = [counts(s.byResult), counts(s.byDisposition)].filter(Boolean).join(' — ');
  at('hq').href = s.hqUrl;
  if (at('which').options.length !== s.desks.length + 1) {
    const chosen = at('which').value;
    at('which').replaceChildren(new Option('any one', ''), ...s.desks.map(d => new Option(d.station, d.station)));
    at('which').value = chosen;
  }
}

async function press(button) {
  button.disabled = true;
  const station = 'station' in button.dataset ? '?station=' + encodeURIComponent(at('which').value) : '';
  try {
    const answer = await fetch('mischief/' + button.dataset.what + station, { method: 'POST', headers: { 'X-Hustings-Token': token } });
    at('done').textContent = await answer.text();
  } catch (gone) {
    at('done').textContent = 'The demo does not answer. Yours was not done.';
  }
  at('done').hidden = false;
  setTimeout(() => { button.disabled = false; }, 1000);
}

document.querySelectorAll('button[data-what]').forEach(b => b.addEventListener('click', () => press(b)));
fetch('snapshot').then(r => r.json()).then(draw);
const live = new EventSource('live');
live.addEventListener('snapshot', event => draw(JSON.parse(event.data)));
live.addEventListener('error', () => { at('stale').hidden = false; });
