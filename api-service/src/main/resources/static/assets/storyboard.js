import { storyboardAddress } from './api.js';
import { formatDuration } from './format.js';

/** How far the player's own bar reaches up, and how far it stays from both sides, in pixels, as Chromium draws it. */
const BAR = { height: 56, margin: 16 };

/**
 * Shows what is where in the video: above the player's own bar where a pointer is over it, and above the strip below it,
 * which keys and fingers move, too. The browser itself reads the cues.
 */
export class Storyboard {
  #player;
  #strip;
  #preview;
  #track;
  #dragging = false;

  /** @param stage holds the player, `#strip` and `#preview` */
  constructor(stage, player) {
    this.#player = player;
    this.#strip = stage.querySelector('#strip');
    this.#preview = stage.querySelector('#preview');
    this.#followPointer();
    this.#followStrip();
  }

  /** Takes the storyboard of a video, if it has one. */
  show(video) {
    if (!video.links?.storyboard || this.#track) return;
    this.#track = document.createElement('track');
    Object.assign(this.#track, { kind: 'metadata', src: storyboardAddress(video.id) });
    this.#track.addEventListener('load', () => this.#ready(video));
    this.#player.append(this.#track);
    this.#track.track.mode = 'hidden';
  }

  #ready(video) {
    const image = this.#preview.querySelector('img');
    image.src = `${storyboardAddress(video.id)}.jpg`;
    image.addEventListener('load', () => { this.#strip.hidden = false; });
    this.#strip.max = video.duration ?? this.#track.track.cues[this.#track.track.cues.length - 1]?.endTime ?? 0;
    this.#tell();
  }

  #followPointer() {
    this.#player.addEventListener('pointermove', (event) => {
      const box = this.#player.getBoundingClientRect();
      const isOverBar = event.clientY > box.bottom - BAR.height;
      if (isOverBar) this.#showAt(event.clientX, box, BAR.margin);
      else this.#hide();
    });
    this.#strip.addEventListener('pointermove', (event) => {
      this.#showAt(event.clientX, this.#strip.getBoundingClientRect(), 0);
    });
    for (const element of [this.#player, this.#strip]) element.addEventListener('pointerleave', () => this.#hide());
  }

  #followStrip() {
    const strip = this.#strip;
    strip.addEventListener('input', () => {
      this.#dragging = true;
      this.#tell();
      this.#showValue();
    });
    strip.addEventListener('change', () => {
      this.#dragging = false;
      this.#player.currentTime = Number(strip.value);
    });
    strip.addEventListener('focus', () => strip.matches(':focus-visible') && this.#showValue());
    strip.addEventListener('blur', () => this.#hide());
    this.#player.addEventListener('timeupdate', () => {
      if (this.#dragging) return;
      strip.value = this.#player.currentTime;
      this.#tell();
    });
  }

  // What a screen reader says of the strip.
  #tell() {
    this.#strip.ariaValueText = `${formatDuration(Number(this.#strip.value))} of ${formatDuration(Number(this.#strip.max))}`;
  }

  #showValue() {
    const box = this.#strip.getBoundingClientRect();
    this.#showAt(box.left + box.width * (Number(this.#strip.value) / Number(this.#strip.max)), box, 0);
  }

  #showAt(x, box, margin) {
    if (this.#strip.hidden) return;
    const share = Math.min(1, Math.max(0, (x - box.left - margin) / (box.width - 2 * margin)));
    const time = share * Number(this.#strip.max);
    const cues = [...this.#track.track.cues];
    const cue = cues.find(({ endTime }) => time < endTime) ?? cues.at(-1);
    const [left, top, width, height] = cue.text.split('#xywh=')[1].split(',').map(Number);
    this.#preview.hidden = false;
    this.#preview.querySelector('.shot').style.cssText = `width: ${width}px; height: ${height}px`;
    this.#preview.querySelector('img').style.translate = `${-left}px ${-top}px`;
    this.#preview.querySelector('.time').textContent = formatDuration(Math.floor(time));
    this.#place(x, box);
  }

  // In the middle above the pointer, but never out of the stage.
  #place(x, box) {
    const stage = this.#preview.offsetParent.getBoundingClientRect();
    const half = this.#preview.offsetWidth / 2;
    const middle = Math.min(stage.width - half, Math.max(half, x - stage.left));
    const below = box.top === stage.top ? stage.bottom - box.bottom + BAR.height : stage.bottom - box.top + 4;
    this.#preview.style.cssText = `left: ${middle - half}px; bottom: ${below}px`;
  }

  #hide() {
    if (document.activeElement !== this.#strip || !this.#strip.matches(':focus-visible')) this.#preview.hidden = true;
  }
}
