import { clipDownloadAddress, clipThumbnailAddress, deleteClip, listClips, renameClip } from './api.js';
import { formatBytes, formatDuration, formatName, formatPlace } from './format.js';
import { Player } from './player.js';

const PAGE = 100;
const UNPLAYABLE = 'Your browser cannot play this clip here. You can still download it.';

/** The clips of a video, in a row: each can be played, named anew, downloaded and deleted. */
export class Clips {
  #video;
  #list;
  #template;
  #note;
  #announce;
  #theatre;
  #confirm;
  #clips = new Map();
  #loading;

  /** @param part finds a part of the page by its id; `announce(sentence)` for what a person should hear */
  constructor(video, part, announce) {
    this.#video = video;
    this.#list = part('clips');
    this.#template = part('clip');
    this.#note = part('clips-note');
    this.#announce = announce;
    this.#theatre = new Theatre(part('theatre'));
    this.#confirm = new Confirmation(part('confirm-clip'));
    this.#list.addEventListener('click', (event) => this.#clicked(event));
    this.#list.addEventListener('submit', (event) => this.#named(event));
    this.#list.addEventListener('keydown', (event) => event.key === 'Escape' && this.#closeName(event.target.closest('.clip')));
  }

  /** Shows the clips as they are now; resolves to how many there are. */
  async load() {
    // One that is under way may have asked too early.
    await this.#loading;
    this.#loading = this.#load();
    return this.#loading;
  }

  async #load() {
    try {
      const clips = await allClips(this.#video);
      this.#clips = new Map(clips.map((clip) => [clip.id, clip]));
      this.#draw();
      return clips.length;
    } catch (error) {
      this.#note.textContent = error.message;
      this.#note.hidden = false;
      return undefined;
    }
  }

  // A row that is there stays as it is: somebody may be writing a name in it.
  #draw() {
    const known = new Map([...this.#list.children].map((row) => [row.dataset.id, row]));
    this.#list.replaceChildren(...[...this.#clips.values()].map((clip) => known.get(clip.id) ?? this.#row(clip)));
    for (const clip of this.#clips.values()) this.#drawName(clip);
    this.#note.hidden = this.#clips.size > 0;
    this.#list.hidden = this.#clips.size === 0;
  }

  #row(clip) {
    const row = this.#template.content.firstElementChild.cloneNode(true);
    row.dataset.id = clip.id;
    row.querySelector('.length').textContent = formatDuration(clip.duration);
    row.querySelector('.facts').textContent = factsOf(clip);
    row.querySelector('[data-action=download]').href = clipDownloadAddress(clip.id);
    const title = row.querySelector('.title');
    title.id = `clip-${clip.id}`;
    for (const action of row.querySelectorAll('[data-action]')) action.setAttribute('aria-describedby', title.id);
    if (clip.links?.thumbnail) row.querySelector('img').src = clipThumbnailAddress(clip.id);
    return row;
  }

  #drawName(clip) {
    this.#rowOf(clip.id).querySelector('.title').textContent = nameOf(clip);
  }

  #rowOf(id) {
    return this.#list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  #clicked(event) {
    const button = event.target.closest('button[data-action]');
    if (!button) return;
    const row = button.closest('.clip');
    const clip = this.#clips.get(row.dataset.id);
    const actions = {
      play: () => this.#theatre.show(clip),
      rename: () => this.#openName(row, clip),
      keep: () => this.#closeName(row),
      delete: () => this.#confirm.ask(nameOf(clip), () => remove(clip), () => this.#removed(row, clip)),
    };
    actions[button.dataset.action]?.();
  }

  #openName(row, clip) {
    const form = row.querySelector('form');
    form.hidden = false;
    row.querySelector('.title').hidden = true;
    form.elements.name.value = nameOf(clip);
    form.elements.name.select();
    form.elements.name.focus();
  }

  #closeName(row) {
    if (!row || row.querySelector('form').hidden) return;
    row.querySelector('form').hidden = true;
    row.querySelector('.title').hidden = false;
    showError(row, '');
    row.querySelector('[data-action=rename]').focus();
  }

  async #named(event) {
    event.preventDefault();
    const row = event.target.closest('.clip');
    try {
      const clip = await renameClip(row.dataset.id, event.target.elements.name.value.trim());
      this.#clips.set(clip.id, clip);
      this.#drawName(clip);
      this.#closeName(row);
      this.#announce(`Renamed to ${nameOf(clip)}.`);
    } catch (error) {
      showError(row, error.message);
    }
  }

  #removed(row, clip) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    this.#clips.delete(clip.id);
    this.#draw();
    next?.querySelector('[data-action=play]').focus();
    this.#announce(`Deleted: ${nameOf(clip)}.`);
  }
}

/** Plays one clip in front of the page. */
class Theatre {
  #dialog;
  #player;

  constructor(dialog) {
    this.#dialog = dialog;
    const error = dialog.querySelector('.error');
    this.#player = new Player(dialog.querySelector('video'), () => { error.textContent = UNPLAYABLE; });
    dialog.addEventListener('close', () => this.#player.stop());
    dialog.querySelector('[data-action=close]').addEventListener('click', () => dialog.close());
  }

  show(clip) {
    this.#dialog.querySelector('h2').textContent = nameOf(clip);
    this.#dialog.querySelector('.error').textContent = '';
    this.#player.show(clip, clipDownloadAddress(clip.id, true), clip.links?.thumbnail && clipThumbnailAddress(clip.id));
    this.#dialog.showModal();
    // Refused where the browser wants a click first; the controls are there.
    this.#dialog.querySelector('video').play().catch(() => {});
  }
}

/** Asks before a clip goes. */
class Confirmation {
  #dialog;
  #confirmed;
  #done;

  constructor(dialog) {
    this.#dialog = dialog;
    dialog.querySelector('.danger').addEventListener('click', () => this.#confirm());
  }

  /** `confirmed()` does it and may fail; `done()` comes when the dialog is closed again. */
  ask(name, confirmed, done) {
    this.#confirmed = confirmed;
    this.#done = done;
    this.#dialog.querySelector('.name').textContent = name;
    this.#dialog.querySelector('.error').textContent = '';
    this.#dialog.showModal();
  }

  async #confirm() {
    try {
      await this.#confirmed();
      this.#dialog.close();
      this.#done();
    } catch (error) {
      this.#dialog.querySelector('.error').textContent = error.message;
    }
  }
}

async function allClips(video) {
  const clips = [];
  let cursor;
  do {
    const page = await listClips(video, PAGE, cursor);
    clips.push(...page.clips);
    cursor = page.next_cursor;
  } while (cursor);
  return clips;
}

/** One that is gone already is as good. */
const remove = (clip) => deleteClip(clip.id).catch((error) => {
  if (error.status !== 404) throw error;
});

const nameOf = (clip) => formatName(clip.name) || `From ${formatPlace(clip.start)}`;

function factsOf({ start, end, size, cut }) {
  const facts = [`${formatPlace(start)} – ${formatPlace(end)}`];
  if (size > 0) facts.push(formatBytes(size));
  if (cut === 'instant') facts.push('instant cut');
  return facts.join(' · ');
}

function showError(row, sentence) {
  row.querySelector('.error').textContent = sentence;
}
