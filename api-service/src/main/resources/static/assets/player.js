import { downloadAddress } from './api.js';

const RELOAD_AGAIN_MS = 60_000;

/**
 * Plays a stored video. The address behind the redirect is signed for a limited time, so an error in the middle most often
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

  /** Shows the video, with its thumbnail until it plays. Width and height keep the page from jumping. */
  show(video) {
    const element = this.#element;
    if (video.thumbnail_url) element.poster = video.thumbnail_url;
    if (video.width && video.height) Object.assign(element, { width: video.width, height: video.height });
    this.#source = downloadAddress(video.id, true);
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
