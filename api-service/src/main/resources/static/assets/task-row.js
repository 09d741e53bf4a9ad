import { address, downloadAddress } from './api.js';
import { formatLink, formatName } from './format.js';
import { errorWords, factWords, hasEnded, isAboutVideo, shareDone, stateWords } from './task-words.js';

/** One row of the list. It shows what it is told and writes only what changed; clicks are the list's business. */
export class TaskRow {
  /** @param template the row's `<template>` */
  constructor(template, task) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.id = task.id;
    this.createdAt = Date.parse(task.created_at);
    this.#label();
    this.show(task);
  }

  /** Shows the task as it is now. */
  show(task) {
    if (task.status !== this.task?.status || task.attempt !== this.task.attempt) this.#settled();
    this.task = task;
    this.#draw();
  }

  /** Shows the video's own title and facts, or with `null` that it has been deleted. */
  showVideo(video) {
    this.video = video;
    this.#draw();
  }

  /** Marks a request as under way, until the task's state changes or `showTrouble` is called. */
  showPending(action) {
    this.pending = action;
    this.trouble = undefined;
    this.#draw();
  }

  /** Says why a request about this task was refused. */
  showTrouble(sentence) {
    this.#settled();
    this.trouble = sentence;
    this.#draw();
  }

  /** What a person calls this task: the video's title, else its link. */
  get name() {
    const name = formatName(this.video?.title ?? this.task.title) || formatLink(this.task.url);
    return isAboutVideo(this.task) ? `Clips of ${name || 'a video'}` : name;
  }

  /** Whether the record of the stored video is still to be asked for. */
  get wantsVideo() {
    const isThere = this.task.status === 'succeeded' || isAboutVideo(this.task);
    return isThere && Boolean(this.task.video_id) && this.video === undefined;
  }

  #settled() {
    this.pending = undefined;
    this.trouble = undefined;
  }

  #label() {
    const title = this.#part('.title');
    title.id = `title-${this.element.dataset.id}`;
    this.#part('progress').setAttribute('aria-labelledby', title.id);
    for (const action of this.element.querySelectorAll('[data-action]')) action.setAttribute('aria-describedby', title.id);
  }

  #draw() {
    const state = this.video === null ? 'cancelled' : this.task.status;
    if (this.element.dataset.state !== state) this.#drawState(state);
    this.#drawTitle();
    this.#drawFacts();
    this.#drawProgress();
    this.#drawActions();
    this.#drawThumbnail();
  }

  #drawState(state) {
    this.element.dataset.state = state;
    this.#part('use')?.setAttribute('href', address(`assets/icons.svg#${state}`));
  }

  #drawTitle() {
    const link = this.#part('.title a');
    set(link, 'textContent', this.name);
    set(link, 'title', this.task.url);
    setAddress(link, this.#watchAddress());
  }

  #drawFacts() {
    const facts = this.video === null ? [] : factWords(this.task, this.video);
    set(this.#part('.state'), 'textContent', this.video === null ? 'Deleted' : stateWords(this.task));
    set(this.#part('.numbers'), 'textContent', facts.map((fact) => ` · ${fact}`).join(''));
    this.#drawSentence(this.trouble ?? errorWords(this.task));
  }

  #drawSentence(sentence) {
    const error = this.#part('.error');
    set(error, 'textContent', sentence);
    set(error, 'hidden', !sentence);
  }

  #drawProgress() {
    const bar = this.#part('progress');
    const share = shareDone(this.task);
    set(bar, 'hidden', this.task.status !== 'running');
    if (share === undefined) bar.removeAttribute('value');
    else if (bar.position !== share) bar.value = share;
  }

  #drawActions() {
    const focused = this.element.querySelector('.actions :focus');
    const watch = this.#watchAddress();
    setAddress(this.#action('watch', watch), watch);
    const download = isAboutVideo(this.task) ? undefined : watch;
    setAddress(this.#action('download', download), download && downloadAddress(this.task.video_id));
    this.#drawButton('cancel', !hasEnded(this.task), 'Cancel', 'Cancelling…');
    this.#drawButton('retry', ['failed', 'cancelled'].includes(this.task.status), 'Retry', 'Retrying…');
    if (focused?.hidden) this.element.querySelector('.actions > :not([hidden])')?.focus();
  }

  #drawButton(action, shown, label, pendingLabel) {
    const pending = this.pending === action;
    const button = this.#action(action, shown);
    set(button, 'textContent', pending ? pendingLabel : label);
    // Not `disabled`, which would drop the keyboard's focus.
    set(button, 'ariaDisabled', String(pending));
  }

  #drawThumbnail() {
    const address = this.video?.thumbnail_url;
    if (!address || this.thumbnail === address) return;
    this.thumbnail = address;
    const image = new Image();
    image.alt = '';
    image.addEventListener('load', () => this.#part('.tile').replaceChildren(image));
    image.src = `${address}?size=small`;
  }

  #watchAddress() {
    const stored = this.task.status === 'succeeded' && this.task.video_id && this.video !== null;
    return stored ? address(`video/${this.task.video_id}`) : undefined;
  }

  #action(action, shown) {
    const element = this.#part(`[data-action=${action}]`);
    set(element, 'hidden', !shown);
    return element;
  }

  #part(selector) {
    return this.element.querySelector(selector);
  }
}

function set(element, property, value) {
  if (element[property] !== value) element[property] = value;
}

function setAddress(link, address) {
  if (!address) link.removeAttribute('href');
  else if (link.getAttribute('href') !== address) link.href = address;
}
