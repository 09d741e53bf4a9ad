/** Copies a text and says so on the button for two seconds. */
export async function copyFrom(button, text) {
  const label = button.dataset.label ??= button.textContent;
  button.textContent = (await copied(text)) ? 'Copied' : 'Not allowed';
  clearTimeout(button.timer);
  button.timer = setTimeout(() => { button.textContent = label; }, 2_000);
  return button.textContent;
}

// Browsers offer `navigator.clipboard` over HTTPS and on localhost only; AutoClip is often reached by plain HTTP at home.
async function copied(text) {
  if (!navigator.clipboard) return copiedBySelection(text);
  return navigator.clipboard.writeText(text).then(() => true, () => false);
}

function copiedBySelection(text) {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return done;
}
