import { address } from './api.js';

const QUIET_MS = 2_000;
const HIDDEN_MS = 30_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Follows all tasks on one connection, for as long as the page is shown. The browser resumes a broken connection itself
 * (Last-Event-ID); this class opens a new one where the browser gives up, as it does after a 503. A page that stays hidden
 * lets go of its connection: over HTTP/1.1 a browser has only six for one host, for all tabs together.
 */
export class TaskEvents {
  #source;
  #pause = FIRST_PAUSE_MS;
  #opened = false;
  #fresh;
  #timers = {};
  #handlers;

  /**
   * @param handlers `task(task)`; `broken(isBroken)`, said only of breaks longer than 2 s;
   *   `gap()` when events may have been missed, since the connection is not a resumed one
   */
  constructor(handlers) {
    this.#handlers = handlers;
    document.addEventListener('visibilitychange', () => this.#visibilityChanged());
    this.#open();
  }

  #open() {
    const source = new EventSource(address('events'));
    const receive = (event) => this.#handlers.task(JSON.parse(event.data));
    source.addEventListener('message', receive);
    source.addEventListener('task', receive);
    source.addEventListener('open', () => this.#whole());
    source.addEventListener('error', () => this.#broken());
    this.#source = source;
    this.#fresh = true;
  }

  #whole() {
    this.#clear('quiet');
    this.#pause = FIRST_PAUSE_MS;
    this.#handlers.broken(false);
    if (this.#fresh && this.#opened) this.#handlers.gap();
    this.#fresh = false;
    this.#opened = true;
  }

  #broken() {
    this.#timers.quiet ??= setTimeout(() => this.#handlers.broken(true), QUIET_MS);
    if (this.#source.readyState !== EventSource.CLOSED) return;
    this.#clear('reopen');
    this.#timers.reopen = setTimeout(() => this.#open(), this.#pause * (0.5 + Math.random()));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }

  #visibilityChanged() {
    this.#clear('hidden');
    if (document.hidden) this.#timers.hidden = setTimeout(() => this.#close(), HIDDEN_MS);
    else if (this.#source.readyState === EventSource.CLOSED) this.#reopenNow();
  }

  #reopenNow() {
    this.#clear('reopen');
    this.#open();
  }

  #close() {
    this.#clear('reopen');
    this.#source.close();
  }

  #clear(timer) {
    clearTimeout(this.#timers[timer]);
    delete this.#timers[timer];
  }
}
