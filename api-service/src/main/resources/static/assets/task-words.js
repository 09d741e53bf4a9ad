import { formatBytes, formatDuration, formatHost, formatShare, formatSpeed, formatTimeLeft } from './format.js';

const STATUSES = {
  queued: 'Waiting', running: 'Starting', succeeded: 'Ready', failed: 'Failed', cancelled: 'Cancelled',
};
const PHASES = {
  resolving: 'Finding the video', downloading: 'Downloading', processing: 'Processing', uploading: 'Storing',
  detecting: 'Looking for the cuts', cutting: 'Cutting',
};

/** Whether the task works on a video that is stored already. */
export const isAboutVideo = (task) => task.kind === 'clip' || task.kind === 'scenes';

/** Whether nothing more happens to the task by itself. */
export const hasEnded = (task) => task.status !== 'queued' && task.status !== 'running';

/** The state of a task in one or two words. */
export function stateWords(task) {
  if (task.children && task.status === 'running' && !task.phase) return 'Fetching the list';
  if (task.status === 'running') return PHASES[task.phase] ?? STATUSES.running;
  return STATUSES[task.status] ?? task.status;
}

/** The share that is done, from 0 to 1; nothing while it cannot be known (an estimated total may prove too small). */
export function shareDone(task) {
  const { bytes, total_bytes: total, done_seconds: done, total_seconds: all } = task.progress ?? {};
  if (isAboutVideo(task)) return all > 0 && done <= all ? done / all : undefined;
  return task.phase === 'downloading' && total > 0 && bytes <= total ? bytes / total : undefined;
}

/** The facts that stand after the state, shortest useful first; `video` is the stored record, if it is known. */
export function factWords(task, video) {
  const facts = task.status === 'running' && task.phase === 'downloading' ? progressWords(task) : [];
  if (isAboutVideo(task)) return clipWords(task);
  if (task.children) facts.push(...listWords(task.children));
  if (task.status === 'succeeded' && video) facts.push(...videoWords(video));
  if (task.attempt > 1 && task.status !== 'succeeded') facts.push(`attempt ${task.attempt}`);
  return facts;
}

/** Why the task failed, or why it waits for another attempt; empty where that no longer matters. */
export function errorWords(task) {
  if (task.status === 'failed') return task.error?.detail ?? '';
  return (task.status === 'queued' && task.attempts?.at(-1)?.error?.detail) || '';
}

function listWords({ expected, succeeded, failed }) {
  const words = [`${succeeded} of ${expected ?? 'many'}`];
  if (failed > 0) words.push(`${failed} failed`);
  return words;
}

function clipWords(task) {
  const { done_seconds: done, total_seconds: all } = task.progress ?? {};
  const share = shareDone(task);
  const words = [];
  if (task.status === 'running' && share !== undefined) {
    words.push(formatShare(share), `${formatDuration(done)} of ${formatDuration(all)}`);
  }
  if (task.status === 'succeeded' && task.clips >= 0) words.push(task.clips === 1 ? '1 clip' : `${task.clips} clips`);
  return words;
}

function progressWords(task) {
  const { bytes, total_bytes: total, speed, eta } = task.progress ?? {};
  const share = shareDone(task);
  const words = [];
  if (share !== undefined) words.push(formatShare(share), `${formatBytes(bytes)} of ${formatBytes(total)}`);
  else if (bytes > 0) words.push(formatBytes(bytes));
  if (speed > 0) words.push(formatSpeed(speed));
  if (eta > 0) words.push(`${formatTimeLeft(eta)} left`);
  return words;
}

function videoWords({ duration, size, url }) {
  const words = [];
  if (duration > 0) words.push(formatDuration(duration));
  if (size > 0) words.push(formatBytes(size));
  if (formatHost(url)) words.push(formatHost(url));
  return words;
}
