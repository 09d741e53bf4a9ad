/** A request that failed: `message` is a sentence for a person, `code` is stable (snake_case), `status` 0 means no answer. */
export class ApiError extends Error {
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

const PATIENCE_MS = 20_000;
// `/`, or the path below which a proxy shows AutoClip: nobody but the browser knows it for sure.
const ROOT = new URL('..', import.meta.url).pathname;

/** The address of a path below AutoClip's root, for links and requests alike. */
export const address = (path) => ROOT + path;

/** Accepts a link; resolves to the new task. */
export const createTask = (url) => request('tasks', { method: 'POST', body: { url } });

/** One page of tasks, newest first: `{items, next_cursor?}`. */
export function listTasks(limit, cursor) {
  const query = new URLSearchParams({ limit });
  if (cursor) query.set('cursor', cursor);
  return request(`tasks?${query}`);
}

/** Does `cancel` or `retry` to a task; resolves to the task as it is then. */
export const changeTask = (id, action) => request(`tasks/${id}/${action}`, { method: 'POST' });

/** The record of a stored video. */
export const getVideo = (id) => request(`videos/${id}`);

/** Deletes a stored video with its file; for everybody, or unless others hold it. */
export const deleteVideo = (id, everyone = false) =>
  request(`videos/${id}${everyone ? '?everyone=true' : ''}`, { method: 'DELETE' });

/** One page of a video's clips, in the order of their starts: `{clips, next_cursor?}`. */
export function listClips(video, limit, cursor) {
  const query = new URLSearchParams({ limit });
  if (cursor) query.set('cursor', cursor);
  return request(`videos/${video}/clips?${query}`);
}

/** Has clips cut of a video; resolves to the new task. */
export const createClips = (video, wish) => request(`videos/${video}/clips`, { method: 'POST', body: wish });

/** Gives a clip another name; resolves to the clip as it is then. */
export const renameClip = (id, name) => request(`clips/${id}`, { method: 'PATCH', body: { name } });

/** Deletes a clip with its file. */
export const deleteClip = (id) => request(`clips/${id}`, { method: 'DELETE' });

/** Tasks of a kind that have not ended, the newest first: `{items}`. */
export const listRunning = (kind, status) => request(`tasks?${new URLSearchParams({ kind, status, limit: 100 })}`);

/** The address of a storyboard's cues; with `.jpg` that of the sheet that they name. */
export const storyboardAddress = (id) => address(`videos/${id}/storyboard`);

/** Shows the form that signs out, where one has to sign in. */
export async function offerSignOut(form) {
  const { locked } = await request('info').catch(() => ({}));
  form.hidden = !locked;
}

/** The address that answers with the video's bytes; `inline` asks to play rather than to save. */
export const downloadAddress = (id, inline = false) =>
  address(`videos/${id}/download${inline ? '?inline=true' : ''}`);

/** The same of a clip. */
export const clipDownloadAddress = (id, inline = false) =>
  address(`clips/${id}/download${inline ? '?inline=true' : ''}`);

/** The address of a clip's picture. */
export const clipThumbnailAddress = (id) => address(`clips/${id}/thumbnail`);

async function request(path, { method = 'GET', body } = {}) {
  const response = await send(path, method, body);
  if (response.status === 401) signIn();
  const text = await response.text();
  if (!response.ok) throw problem(response.status, text);
  return text ? JSON.parse(text) : undefined;
}

async function send(path, method, body) {
  const headers = { Accept: 'application/json, application/problem+json' };
  if (body) headers['Content-Type'] = 'application/json';
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return await fetch(address(path), { method, headers, signal, body: body && JSON.stringify(body) });
  } catch {
    throw new ApiError(0, 'unreachable', 'AutoClip does not answer. Please try again in a moment.');
  }
}

function problem(status, text) {
  const { code, detail, title } = parsed(text);
  return new ApiError(status, code, detail ?? title ?? `AutoClip could not do this (${status}).`);
}

// And come back here.
function signIn() {
  const here = location.pathname.slice(ROOT.length - 1) + location.search;
  location.assign(address(`sign-in?${new URLSearchParams({ then: here })}`));
}

// A proxy in between may answer with a page of its own.
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
