import { createTask, listTasks, offerSignOut } from './api.js';
import { TaskEvents } from './events.js';
import { TaskList } from './task-list.js';

const PAGE = 20;
const LARGEST_PAGE = 100;
const EMPTY = 'Nothing here yet. Paste a link above, and AutoClip fetches the video while you do something else.';

const byId = (id) => document.getElementById(id);
const form = byId('add');
const link = byId('link');
const more = byId('more');
const note = byId('note');

const list = new TaskList(byId('tasks'), byId('task-row'), {
  announce: (sentence) => { byId('announcer').textContent = sentence; },
  drawn: (count) => { note.hidden = count > 0; },
});
let cursor;
let sending = false;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  submit();
});
link.addEventListener('input', () => showLinkError(''));
more.addEventListener('click', loadPage);
loadPage();
offerSignOut(byId('sign-out'));
new TaskEvents({
  task: (task) => list.follow(task),
  broken: (isBroken) => { byId('connection').textContent = isBroken ? 'Reconnecting…' : ''; },
  gap: () => refresh(),
});

async function submit() {
  const url = link.value.trim();
  if (sending) return;
  if (!url) return showLinkError('Paste a link first.');
  sending = true;
  try {
    list.merge(await createTask(url));
    accepted(url);
  } catch (error) {
    showLinkError(error.message);
  } finally {
    sending = false;
  }
}

function accepted(url) {
  // What was typed while the request was under way stays.
  if (link.value.trim() === url) link.value = '';
  showLinkError('');
  byId('announcer').textContent = 'Added to the list.';
}

function showLinkError(sentence) {
  byId('link-error').textContent = sentence;
  link.setAttribute('aria-invalid', Boolean(sentence));
  if (sentence) link.focus();
}

/** Loads the next page; after a failure the same button tries again. */
async function loadPage() {
  try {
    const page = await listTasks(PAGE, cursor);
    page.items.forEach((task) => list.merge(task));
    cursor = page.next_cursor;
    more.hidden = !cursor;
    more.textContent = 'Show more';
    note.textContent = EMPTY;
  } catch (error) {
    note.textContent = error.message;
    more.hidden = false;
    more.textContent = 'Could not load the list. Try again';
  }
}

async function refresh() {
  try {
    const { items } = await listTasks(LARGEST_PAGE);
    items.forEach((task) => list.merge(task));
  } catch {
    // The event stream is back and sends what is new; the next gap asks again.
  }
}
