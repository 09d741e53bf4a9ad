const RELOAD_AGAIN_MS = 60_000;

/**
 * Plays a stored video or clip. The address behind the redirect is signed for a limited time, so an error in the middle most often
 * means that it has expired: the source is loaded anew at the same place, at most once a minute.
 */
export class Player {
  #element;
  #source;
  #reloadedAt = -Infinity;
  // Chrome calls a player paused once its source has failed, without a `pause` event: the events know better.
  #playing = false;

  /** @param failed called with the video's MediaError when a new address did not help */
  constructor(element, failed) {
    this.#element = element;
    element.addEventListener('play', () => { this.#playing = true; });
    element.addEventListener('pause', () => { this.#playing = false; });
    element.addEventListener('error', () => this.#broken(failed));
  }

  /** Shows a video or a clip, with its picture until it plays. Width and height keep the page from jumping. */
  show({ width, height }, source, picture) {
    const element = this.#element;
    if (picture) element.poster = picture;
    else element.removeAttribute('poster');
    if (width && height) Object.assign(element, { width, height });
    this.#source = source;
    element.src = this.#source;
  }

  /** Lets go of the file. */
  stop() {
    this.#source = undefined;
    this.#element.removeAttribute('src');
    this.#element.load();
  }

  #broken(failed) {
    if (!this.#source) return;
    const now = performance.now();
    if (now - this.#reloadedAt < RELOAD_AGAIN_MS) return failed(this.#element.error);
    this.#reloadedAt = now;
    this.#reload();
  }

  #reload() {
    const element = this.#element;
    const { currentTime, playbackRate } = element;
    element.src = this.#source;
    element.addEventListener('loadedmetadata', () => {
      Object.assign(element, { currentTime, playbackRate });
      // Refused where the browser wants a click first; the controls are there.
      if (this.#playing) element.play().catch(() => {});
    }, { once: true });
  }
}
