import { listRunning } from './api.js';
import { TaskEvents } from './events.js';
import { TaskList } from './task-list.js';
import { hasEnded } from './task-words.js';

const KINDS = ['clip', 'scenes'];

/** The tasks that split one video, while they run, and those that have failed under the reader's eyes. */
export class Splitting {
  #video;
  #list;
  #cut;

  /**
   * @param part finds a part of the page by its id; `announce(sentence)` for what a person should hear;
   *   `cut()` when the video may have other clips
   */
  constructor(video, part, announce, cut) {
    this.#video = video;
    this.#cut = cut;
    this.#list = new TaskList(part('tasks'), part('task-row'), { announce, drawn: () => {} });
    new TaskEvents({
      task: (task) => this.#follow(task),
      broken: (isBroken) => { part('connection').textContent = isBroken ? 'Reconnecting…' : ''; },
      gap: () => this.load().then(cut),
    });
  }

  /** Takes the answer to a request. */
  add(task) {
    this.#list.merge(task);
  }

  /** Finds those that had begun before the page was opened. */
  async load() {
    try {
      for (const status of ['running', 'queued']) {
        const { items } = await listRunning('clip', status);
        items.filter((task) => this.#isOurs(task)).forEach((task) => this.#list.merge(task));
      }
    } catch {
      // The event stream tells of them as soon as something changes.
    }
  }

  #follow(task) {
    if (!this.#isOurs(task)) return;
    this.#list.follow(task);
    if (hasEnded(task)) this.#cut();
  }

  #isOurs(task) {
    return KINDS.includes(task.kind) && task.video_id === this.#video;
  }
}
