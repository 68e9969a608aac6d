// Keeps the visitor's page up to date: asks for its changing part again, with the tag of what is shown, and puts
// the new one in the old one's place. A hidden page asks for nothing.
'use strict';
const ticket = document.getElementById('ticket');
const lost = document.getElementById('lost');
let tag = '';
let timer = 0;

function later(seconds) {
  clearTimeout(timer);
  if (seconds > 0) timer = setTimeout(look, seconds * 1000 * (0.9 + Math.random() * 0.2)); // not all at once
}

function show(html) {
  const was = ticket.querySelector('section').className;
  ticket.innerHTML = html;
  const now = ticket.querySelector('section').className;
  if (now === was) return;
  if (now === 'called' && navigator.vibrate) navigator.vibrate([300, 150, 300]);
}

async function look() {
  if (document.hidden) return;
  let next = Number(ticket.querySelector('section').dataset.next);
  try {
    const answer = await fetch(ticket.dataset.address, { cache: 'no-store', headers: tag ? { 'If-None-Match': tag } : {} });
    if (answer.status === 200) {
      tag = answer.headers.get('ETag') ?? '';
      show(await answer.text());
      next = Number(ticket.querySelector('section').dataset.next);
    } else if (answer.status !== 304) {
      throw new Error(String(answer.status));
    }
    lost.hidden = true;
  } catch {
    lost.hidden = false;
    next = 10;
  }
  later(next);
}

if (ticket.dataset.address) {
  document.addEventListener('visibilitychange', look);
  later(Number(ticket.querySelector('section').dataset.next));
}
