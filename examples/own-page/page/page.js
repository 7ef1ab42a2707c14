// @ts-check
/** A page of one's own: the agent writes a note on each call, and cannot mark the call done before the note is saved. */

/** @type {any} The client library has no types. */
const genesys = Reflect.get(window, 'genesys');
const { service } = genesys.wwe;
const BLOCKED = 'Save the note first.';

/** What the page knows of each call, by its id. @type {Map<string, { line: HTMLLIElement, text: HTMLParagraphElement, asked: boolean }>} */
const calls = new Map();

service.subscribe(['interaction'], hear);
service.agent.get(
  (/** @type {any} */ answer) => write('agent', `${answer.data.firstname} ${answer.data.lastname}`),
  complain,
);
// Calls that were there before this page.
service.interaction.getInteractions((/** @type {any} */ answer) => answer.data.forEach(show), complain);

/** @param {any} message */
function hear({ data }) {
  // Some events tell of a case, not of an interaction.
  if (data.interaction === undefined) return;
  if (data.eventType === 'REMOVED') remove(data.interaction.interactionId);
  else show(data.interaction);
}

/** @param {any} interaction */
function show({ interactionId, state, parties, media }) {
  if (media !== 'voice') return;
  const call = calls.get(interactionId) ?? add(interactionId);
  call.text.textContent = `${parties?.[0]?.name ?? 'Unknown'}: ${state}`;
  if (state === 'TALKING' && !call.asked) {
    call.asked = true;
    service.interaction.blockMarkdone(interactionId, BLOCKED, () => askForNote(call.line, interactionId), complain);
  }
}

/** @param {string} id */
function add(id) {
  const line = document.createElement('li');
  const text = document.createElement('p');
  line.append(text);
  document.querySelector('#calls')?.append(line);
  const call = { line, text, asked: false };
  calls.set(id, call);
  return call;
}

/** @param {string} id */
function remove(id) {
  calls.get(id)?.line.remove();
  calls.delete(id);
}

/**
 * @param {HTMLLIElement} line
 * @param {string} id
 */
function askForNote(line, id) {
  const form = document.createElement('form');
  const note = document.createElement('input');
  const save = document.createElement('button');
  note.setAttribute('aria-label', 'Note');
  note.required = true;
  save.textContent = 'Save';
  form.append(note, save);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    service.interaction.unblockMarkdone(id, () => form.replaceWith(`Note: ${note.value}`), complain);
  });
  line.append(form);
}

/** @param {any} failure the answer with its errorMessage, or the text `Request timeout` */
function complain(failure) {
  write('problem', failure.errorMessage ?? String(failure));
}

/**
 * @param {string} id
 * @param {string} text
 */
function write(id, text) {
  const element = document.getElementById(id);
  if (element !== null) element.textContent = text;
}
