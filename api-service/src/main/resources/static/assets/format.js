// The page's words are English, so its numbers are too; of the reader's languages the first English one decides the rest.
const locale = navigator.languages.find((language) => language.startsWith('en')) ?? 'en';
const UNITS = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** `48200000` → “48.2 MB” (powers of 1000). */
export const formatBytes = (bytes) => scaled(bytes, '');

/** Bytes a second: `3200000` → “3.2 MB/s”. */
export const formatSpeed = (speed) => scaled(speed, '-per-second');

/** A share from 0 to 1: `0.456` → “45%”; 100% only when all is there. */
export const formatShare = (share) =>
  new Intl.NumberFormat(locale, { style: 'percent' }).format(Math.floor(share * 100 + 1e-9) / 100);

/** Seconds as a rough time for a person: `95` → “2 min”. */
export function formatTimeLeft(seconds) {
  if (seconds < 60) return unit(Math.ceil(seconds), 'second');
  if (seconds < 3600) return unit(Math.ceil(seconds / 60), 'minute');
  return unit(seconds / 3600, 'hour', 1);
}

/** Seconds as a length: `3725.4` → “1:02:05”. */
export function formatDuration(seconds) {
  const total = Math.round(seconds);
  const parts = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const shown = parts[0] > 0 ? parts : parts.slice(1);
  return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':');
}

/** Seconds as a place in a video, never later than it is: `65.25` → “1:05.2”, or with three digits “1:05.250”. */
export function formatPlace(seconds, digits = 1) {
  const parts = Math.floor(seconds * 10 ** digits + 1e-6);
  return `${formatDuration(Math.floor(parts / 10 ** digits))}.${String(parts % 10 ** digits).padStart(digits, '0')}`;
}

/** What a person writes for a place, “1:05.5” or “65.5”, in seconds; `NaN` if it is none. */
export function readPlace(text) {
  const parts = text.trim().replace(',', '.').split(':');
  const isPlace = parts.length <= 3 && parts.every((part, index) => /^\d+$/.test(part) || (index === parts.length - 1 && /^\d+\.\d*$/.test(part)));
  return isPlace ? parts.reduce((sum, part) => sum * 60 + Number(part), 0) : NaN;
}

/** An RFC 3339 time as date and time of the reader's zone. */
export const formatTime = (time) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));

/**
 * A title from outside as a person reads it, on one line and in its own direction: without controls, marks that turn the text
 * around, and what else nobody sees. Joiners stay, which scripts and emoji are written with. Empty if nothing is left.
 */
export const formatName = (text) =>
  (text ?? '').replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '').trim();

/** A link as a person reads it, host and path: “example.com/watch?v=1”. */
export function formatLink(link) {
  if (!URL.canParse(link)) return formatName(link);
  const { host, pathname, search } = new URL(link);
  return host.replace(/^www\./, '') + (pathname + search).replace(/^\/$/, '');
}

/** The host of a link without “www.”, or nothing if it is no link. */
export const formatHost = (link) => (URL.canParse(link) ? new URL(link).host.replace(/^www\./, '') : undefined);

function scaled(amount, suffix) {
  let power = 0;
  let value = amount / 1000;
  for (; value >= 999.5 && power < UNITS.length - 1; power++) value /= 1000;
  return unit(value, UNITS[power] + suffix, value < 100 ? 1 : 0);
}

function unit(value, name, digits = 0) {
  return new Intl.NumberFormat(locale, {
    style: 'unit', unit: name, unitDisplay: 'short', minimumFractionDigits: 0, maximumFractionDigits: digits,
  }).format(value);
}
