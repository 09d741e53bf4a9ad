import { createClips } from './api.js';
import { formatPlace, readPlace } from './format.js';

const NO_PLACE = 'Write start and end as 1:05.5 or in seconds; the end comes after the start.';

/** The form that has a video split: what each way of splitting asks for is shown only while it is chosen. */
export class ClipForm {
  #form;
  #video;
  #player;
  #accepted;
  #sending = false;

  /** @param accepted called with the new task */
  constructor(form, video, player, accepted) {
    this.#form = form;
    this.#video = video;
    this.#player = player;
    this.#accepted = accepted;
    form.addEventListener('submit', (event) => this.#submitted(event));
    form.addEventListener('input', () => this.#draw());
    form.addEventListener('click', (event) => this.#clicked(event));
    this.#draw();
  }

  /** Offers what this video can be split by. */
  show(video) {
    const hasPicture = Boolean(video.width && video.height);
    this.#offer('scenes', hasPicture);
    this.#offer('chapters', video.chapters?.length > 0);
    if (!hasPicture && this.#form.elements.mode.value === 'scenes') this.#form.elements.mode.value = 'silence';
    this.#draw();
  }

  /** Has one part cut out, in the way that the form says. */
  async cut(start, end) {
    await this.#send({ mode: 'ranges', ...this.#manner(), replace: false, ranges: [{ start, end }] });
  }

  #offer(mode, isOffered) {
    const choice = this.#form.querySelector(`input[value=${mode}]`);
    choice.disabled = !isOffered;
    choice.closest('label').hidden = !isOffered;
  }

  #draw() {
    const { mode, cut, sensitivity } = this.#form.elements;
    for (const fields of this.#form.querySelectorAll('fieldset[data-mode]')) {
      fields.hidden = fields.disabled = fields.dataset.mode !== mode.value;
    }
    this.#form.querySelector('#quality').hidden = cut.value !== 'exact';
    this.#form.querySelector('#sensitivity-value').textContent = Number(sensitivity.value).toFixed(2);
    this.#showError('');
  }

  #clicked(event) {
    const { action } = event.target.closest('button[data-action]')?.dataset ?? {};
    const row = event.target.closest('.range');
    if (action === 'now') this.#fillIn(event.target.closest('.place').querySelector('input'));
    if (action === 'add-range') this.#addRange();
    if (action === 'drop-range') this.#dropRange(row);
  }

  #fillIn(field) {
    field.value = formatPlace(this.#player.currentTime, 3);
    this.#draw();
  }

  #addRange() {
    const ranges = this.#form.querySelector('#ranges');
    const row = ranges.firstElementChild.cloneNode(true);
    for (const field of row.querySelectorAll('input')) field.value = '';
    ranges.append(row);
    row.querySelector('input').focus();
  }

  // The last one is only emptied.
  #dropRange(row) {
    if (row.parentElement.children.length > 1) row.remove();
    else for (const field of row.querySelectorAll('input')) field.value = '';
    this.#form.querySelector('[data-action=add-range]').focus();
  }

  async #submitted(event) {
    event.preventDefault();
    try {
      await this.#send(this.#wish());
    } catch (error) {
      this.#showError(error.message);
    }
  }

  async #send(wish) {
    if (this.#sending) return;
    this.#sending = true;
    try {
      this.#accepted(await createClips(this.#video, wish));
    } finally {
      this.#sending = false;
    }
  }

  #wish() {
    const { mode, replace } = this.#form.elements;
    return { mode: mode.value, ...this.#fieldsOf(mode.value), ...this.#manner(), replace: replace.checked };
  }

  #manner() {
    const { cut, crf } = this.#form.elements;
    return cut.value === 'exact' ? { cut: cut.value, crf: Number(crf.value) } : { cut: cut.value };
  }

  /** What is left empty is left to the api. */
  #fieldsOf(mode) {
    if (mode === 'ranges') return { ranges: this.#ranges() };
    const fields = [...this.#form.querySelectorAll(`fieldset[data-mode=${mode}] input[data-field]`)];
    return Object.fromEntries(
      fields.filter(({ value }) => value !== '').map(({ dataset, value }) => [dataset.field, Number(value)]),
    );
  }

  #ranges() {
    return [...this.#form.querySelectorAll('.range')].map((row) => {
      const [start, end, name] = ['start', 'end', 'name'].map((part) => row.querySelector(`[data-part=${part}]`).value);
      const range = { start: readPlace(start), end: readPlace(end) };
      if (!(range.end > range.start)) throw new Error(NO_PLACE);
      return name.trim() ? { ...range, name: name.trim() } : range;
    });
  }

  #showError(sentence) {
    this.#form.querySelector('.error').textContent = sentence;
  }
}

/** “Clip from here”: one click for the start, and for the end another one or a length. */
export class ClipHere {
  #player;
  #cut;
  #parts;
  #start;

  /** @param cut has a part cut out, from a start to an end in seconds */
  constructor(group, player, cut) {
    this.#player = player;
    this.#cut = cut;
    this.#parts = Object.fromEntries([...group.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
    this.#parts.begin.addEventListener('click', () => this.#begin());
    this.#parts.end.addEventListener('click', () => this.#end(player.currentTime));
    this.#parts.drop.addEventListener('click', () => this.#close());
    this.#parts.open.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#end(this.#start + Number(this.#parts.length.value));
    });
  }

  #begin() {
    this.#start = this.#player.currentTime;
    this.#parts.from.textContent = formatPlace(this.#start);
    this.#parts.error.textContent = '';
    this.#show(true);
    this.#parts.end.focus();
  }

  async #end(end) {
    try {
      if (end <= this.#start) throw new Error('The end comes after the start: let the video play on, or give a length.');
      await this.#cut(milliseconds(this.#start), milliseconds(Math.min(end, this.#player.duration || end)));
      this.#close();
    } catch (error) {
      this.#parts.error.textContent = error.message;
    }
  }

  #close() {
    this.#parts.error.textContent = '';
    this.#show(false);
    this.#parts.begin.focus();
  }

  #show(isOpen) {
    this.#parts.open.hidden = !isOpen;
    this.#parts.begin.hidden = isOpen;
  }
}

const milliseconds = (seconds) => Math.round(seconds * 1000) / 1000;
