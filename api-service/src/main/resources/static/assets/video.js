import { address, deleteVideo, downloadAddress, getVideo, offerSignOut } from './api.js';
import { copyFrom } from './clipboard.js';
import { ClipForm, ClipHere } from './clip-form.js';
import { Clips } from './clips.js';
import { formatBytes, formatDuration, formatHost, formatLink, formatName, formatTime } from './format.js';
import { Player } from './player.js';
import { Splitting } from './splitting.js';
import { Storyboard } from './storyboard.js';

const byId = (id) => document.getElementById(id);
const HELD = 'Others have asked for this video, and you have not. Delete it for everybody?';
const setText = (id, text) => { byId(id).textContent = text; };
// Left as the address bar has it: already encoded, ready for the next address.
const videoId = location.pathname.split('/').at(-1);
const confirm = byId('confirm');
const player = new Player(byId('player'), unplayable);
const storyboard = new Storyboard(byId('stage'), byId('player'));
const announce = (sentence) => setText('announcer', sentence);
const clips = new Clips(videoId, byId, announce);
const form = new ClipForm(byId('clip-form'), videoId, byId('player'), accepted);
new ClipHere(byId('here'), byId('player'), (start, end) => form.cut(start, end));
let splitting;
let forEveryone = false;

byId('again').addEventListener('click', load);
byId('copy-link').addEventListener('click', (event) => copy(event.currentTarget, location.href));
byId('delete').addEventListener('click', () => confirm.showModal());
byId('confirm-delete').addEventListener('click', remove);
load();
offerSignOut(byId('sign-out'));

async function load() {
  showOnly('loading');
  try {
    const video = await getVideo(videoId);
    show(video);
    showClips(video);
  } catch (error) {
    showProblem(error);
  }
}

function show(video) {
  const title = formatName(video.title) || formatLink(video.url ?? video.file_name);
  document.title = `${title} – AutoClip`;
  setText('title', title);
  setText('uploader', formatName(video.uploader));
  byId('download').href = downloadAddress(videoId);
  byId('details').replaceChildren(...details(video));
  player.show(video, downloadAddress(videoId, true), video.thumbnail_url);
  storyboard.show(video);
  showOnly('video');
}

async function showClips(video) {
  form.show(video);
  splitting ??= new Splitting(videoId, byId, announce, () => clips.load());
  splitting.load();
  byId('split').open = (await clips.load()) === 0;
}

function accepted(task) {
  splitting.add(task);
  announce('Added to the list.');
}

function details(video) {
  return [
    detail('Length', video.duration > 0 && formatDuration(video.duration)),
    detail('Size', video.size > 0 && formatBytes(video.size)),
    detail('Resolution', video.width && video.height && `${video.width} × ${video.height}`),
    detail('Format', video.format ?? video.content_type),
    detail('Site', original(video)),
    detail('Added', video.created_at && time(video.created_at)),
    detail('SHA-256', video.sha256 && code(video.sha256), video.sha256 && copyButton(video.sha256)),
  ].filter(Boolean);
}

/** A name with its value, or nothing where the site gave no value. */
function detail(name, value, ...more) {
  if (!value) return undefined;
  const group = document.createElement('div');
  const term = document.createElement('dt');
  const data = document.createElement('dd');
  term.textContent = name;
  data.append(value, ...more);
  group.append(term, data);
  return group;
}

function original({ extractor, url }) {
  // Only what a browser may open: the link came from outside.
  if (!/^https?:/i.test(url ?? '')) return extractor;
  const link = document.createElement('a');
  Object.assign(link, { href: url, title: url, rel: 'noreferrer noopener', textContent: formatHost(url) });
  return link;
}

function time(value) {
  const element = document.createElement('time');
  element.dateTime = value;
  element.textContent = formatTime(value);
  return element;
}

function code(text) {
  const element = document.createElement('code');
  element.textContent = text;
  return element;
}

function copyButton(text) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', textContent: 'Copy' });
  button.addEventListener('click', () => copy(button, text));
  return button;
}

async function copy(button, text) {
  announce(await copyFrom(button, text));
}

async function remove() {
  setText('confirm-error', '');
  try {
    await deleteVideo(videoId, forEveryone);
    player.stop();
    location.assign(address(''));
  } catch (error) {
    forEveryone = error.code === 'video_held';
    setText('confirm-error', forEveryone ? HELD : error.message);
  }
}

function unplayable() {
  setText('player-error', 'Your browser cannot play this video here. You can still download it.');
}

function showProblem(error) {
  const isMissing = error.status === 404;
  setText('problem-title', isMissing ? 'This video is not here' : 'This video cannot be shown now');
  setText('problem-detail', isMissing ? 'It may have been deleted, or the link is not complete.' : error.message);
  byId('again').hidden = isMissing;
  document.title = 'No video – AutoClip';
  showOnly('problem');
}

function showOnly(shown) {
  for (const id of ['loading', 'video', 'problem']) byId(id).hidden = id !== shown;
}
