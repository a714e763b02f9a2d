// The order in which Tab goes through a state, and which of its steps no state before had.

// Of radio buttons that belong together Tab reaches the one that is chosen, of a matrix one cell; arrows go on from there.
const CONTROLS =
  'a[href], button:not([tabindex="-1"]), input:not([type=radio]:not(:checked)), select, summary, [tabindex="0"]';

/** @typedef {{ control: number, outlineStyle: string, html: string }} Arrival */

/** @type {HTMLElement[]} */
let order = [];
/** Where the focus has been. @type {Arrival[]} */
let arrivals = [];
/** @type {Set<string>} */
const walked = new Set();

document.addEventListener('focusin', ({ target }) => {
  const control = /** @type {HTMLElement} */ (target);
  const { outlineStyle } = getComputedStyle(control);
  arrivals.push({ control: order.indexOf(control), outlineStyle, html: control.outerHTML.slice(0, 120) });
});

/** What can be reached, in the order of the page. */
const controls = () =>
  /** @type {HTMLElement[]} */ ([...document.querySelectorAll(CONTROLS)]).filter(
    (control) => control.checkVisibility({ visibilityProperty: true }) && !control.matches(':disabled'),
  );

/** Where it is, and what it is like. @param {Element} control */
function likeness(control) {
  const path = [];
  for (let at = control.parentElement; at; at = at.parentElement) path.push(`${at.localName}.${at.className}`);
  return `${control.outerHTML} in ${path.join(' ')}`;
}

/** The stretches of the page, by first and last control, on which Tab has not gone yet. */
function unwalked() {
  order = controls();
  arrivals = [];
  const like = order.map(likeness);
  /** @type {{ from: number, to: number }[]} */
  const stretches = [];
  for (const [to, end] of like.entries()) {
    const step = `${like[to - 1]} to ${end}`;
    if (to === 0 || walked.has(step)) continue;
    walked.add(step);
    const last = stretches.at(-1);
    if (last?.to === to - 1) last.to = to;
    else stretches.push({ from: to - 1, to });
  }
  return { count: order.length, stretches };
}

/** @param {number} index of `order` */
function startAt(index) {
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  order[index]?.focus();
}

/** The control before the one that is wanted gets the focus. @param {string} selector */
function standBefore(selector) {
  order = controls();
  startAt(order.findIndex((control) => control.matches(selector)) - 1);
}

export const tabWalk = { unwalked, startAt, standBefore, arrivals: () => arrivals };
