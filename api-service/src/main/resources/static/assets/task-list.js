import { changeTask, getVideo } from './api.js';
import { TaskRow } from './task-row.js';
import { hasEnded, stateWords } from './task-words.js';

const NEARLY_VISIBLE = '300px';

/** The list of tasks, newest first. Rows are kept by id, and drawn at most once a frame. */
export class TaskList {
  #rows = new Map();
  #incoming = new Map();
  #element;
  #template;
  #handlers;
  #visible = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: NEARLY_VISIBLE });

  /** @param handlers `announce(sentence)` for what a person should hear; `drawn(rowCount)` after each frame */
  constructor(element, template, handlers) {
    this.#element = element;
    this.#template = template;
    this.#handlers = handlers;
    element.addEventListener('click', (event) => this.#clicked(event));
  }

  /** Takes a task from the event stream, whose order is the order of what happened. */
  follow(task) {
    if (this.#incoming.size === 0) requestAnimationFrame(() => this.#draw());
    this.#incoming.set(task.id, task);
  }

  /** Takes a task from an answer, which an event may have overtaken: only news count. */
  merge(task) {
    const known = this.#incoming.get(task.id) ?? this.#rows.get(task.id)?.task;
    if (!known || Date.parse(task.updated_at) > Date.parse(known.updated_at)) this.follow(task);
  }

  #draw() {
    const tasks = [...this.#incoming.values()];
    this.#incoming.clear();
    const ended = tasks.map((task) => this.#drawTask(task)).filter(Boolean);
    if (ended.length > 0) this.#handlers.announce(endedWords(ended));
    this.#handlers.drawn(this.#rows.size);
  }

  /** Draws one task; returns its row if it has just ended under the reader's eyes. */
  #drawTask(task) {
    const row = this.#rows.get(task.id) ?? this.#add(task);
    const justEnded = !hasEnded(row.task) && hasEnded(task);
    if (row.task !== task) row.show(task);
    if (row.wantsVideo) this.#visible.observe(row.element);
    return justEnded && row;
  }

  #add(task) {
    const row = new TaskRow(this.#template, task);
    this.#rows.set(task.id, row);
    this.#element.insertBefore(row.element, this.#placeFor(row));
    return row;
  }

  #placeFor(row) {
    const isOlder = (element) => element && this.#rows.get(element.dataset.id).createdAt < row.createdAt;
    if (!isOlder(this.#element.lastElementChild)) return null;
    return [...this.#element.children].find(isOlder);
  }

  #seen(entries) {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#visible.unobserve(target);
      this.#loadVideo(this.#rows.get(target.dataset.id));
    }
  }

  async #loadVideo(row) {
    try {
      row.showVideo(await getVideo(row.task.video_id));
    } catch (error) {
      // Any other failure leaves the row with its link, which is enough to watch and download.
      if (error.status === 404) row.showVideo(null);
    }
  }

  async #clicked(event) {
    const button = event.target.closest('button[data-action]');
    if (!button || button.getAttribute('aria-disabled') === 'true') return;
    const row = this.#rows.get(button.closest('.task').dataset.id);
    row.showPending(button.dataset.action);
    try {
      this.merge(await changeTask(row.task.id, button.dataset.action));
    } catch (error) {
      row.showTrouble(error.message);
      this.#handlers.announce(error.message);
    }
  }
}

function endedWords(rows) {
  if (rows.length > 1) return `${rows.length} downloads have ended.`;
  const [{ task, name }] = rows;
  return `${stateWords(task)}: ${name}. ${task.error?.detail ?? ''}`;
}
