// The way of a photograph as a picture: seven stages in a frame that nothing leaves.
/** @import {PageWords} from '../../strings.js' */
import { html, svg } from 'lit';

const WIDTH = 400;
const BOX = { left: 24, width: 352, height: 64 };
/** Between two boxes. */
const GAP = 28;
const TOP = 56;
/** The folds are drawn in the classifier's box. */
const FOLDS = 40;

/** Drawn in a square of 44. */
const SIGNS = {
  photograph: svg`
    <rect x="4" y="2" width="36" height="40" rx="4" /><circle cx="22" cy="17" r="7" /><path d="M9 41c1-10 6-14 13-14s12 4 13 14" />`,
  face: svg`
    <circle cx="22" cy="20" r="9" /><path d="M8 42c1-8 6-12 14-12s13 4 14 12" />
    <path class="flow-accent" d="M4 12V4h8M32 4h8v8M40 28v8h-4M8 36H4v-8" />`,
  copies: svg`
    <rect x="6" y="6" width="24" height="28" rx="3" transform="rotate(-9 18 20)" />
    <rect x="10" y="7" width="24" height="28" rx="3" /><rect x="14" y="8" width="24" height="28" rx="3" transform="rotate(9 26 22)" />`,
  backbone: svg`<path d="M3 4v36M13 8v28M23 12v20M32 16v12M41 19v6" /><path class="flow-faint" d="M3 4l38 15M3 40l38-15" />`,
  embedding: svg`${[30, 12, 38, 20, 6, 26, 34, 16, 10, 24].map(
    (height, index) => svg`<path d="M${4 + index * 4} ${42 - height}V42" />`,
  )}`,
  classifier: svg`
    <circle cx="9" cy="12" r="3" /><circle cx="18" cy="6" r="3" /><circle cx="8" cy="26" r="3" />
    <circle class="flow-full" cx="36" cy="34" r="3" /><circle class="flow-full" cx="25" cy="38" r="3" />
    <circle class="flow-full" cx="37" cy="20" r="3" /><path class="flow-accent" d="M6 42L40 4" />`,
  answer: svg`
    <path d="M2 2v40" /><path class="flow-short" d="M8 8h7M8 36h10" /><path class="flow-bar" d="M8 22h30" />`,
};

const ORDER = /** @type {(keyof typeof SIGNS)[]} */ (Object.keys(SIGNS));

const CLASSIFIER = ORDER.indexOf('classifier');

/** @param {PageWords['howItWorks']['picture']} words */
export function dataFlow({ title, description, frame, stages, folds, foldsHint }) {
  const tops = ORDER.map((_, index) => topOf(index));
  const height = topOf(ORDER.length);
  return html`
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="flow-title flow-description">
      <title id="flow-title">${title}</title>
      <desc id="flow-description">${description}</desc>
      <rect class="flow-frame" x="2" y="2" width=${WIDTH - 4} height=${height - 4} rx="18" />
      <text class="flow-device" x=${BOX.left} y="34">${frame}</text>
      ${ORDER.map((stage, index) => drawStage(stage, stages[stage], tops[index] ?? 0))}
      ${drawFolds(`${folds}: ${foldsHint}`, tops[CLASSIFIER] ?? 0)}
    </svg>`;
}

/** @param {number} index */
const topOf = (index) => TOP + index * (BOX.height + GAP) + (index > CLASSIFIER ? FOLDS : 0);

/** @param {keyof typeof SIGNS} stage @param {string[]} words @param {number} top */
function drawStage(stage, [name, what], top) {
  const height = BOX.height + (stage === 'classifier' ? FOLDS : 0);
  return svg`
    <rect class="flow-box" x=${BOX.left} y=${top} width=${BOX.width} height=${height} rx="12" />
    <g class="flow-sign" transform="translate(${BOX.left + 12} ${top + 10})">${SIGNS[stage]}</g>
    <text class="flow-name" x=${BOX.left + 74} y=${top + 28}>${name}</text>
    <text class="flow-what" x=${BOX.left + 74} y=${top + 48}>${what}</text>
    ${stage === 'answer' ? '' : svg`<path class="flow-arrow" d="M58 ${top + height + 3}v20m-5 -6l5 6l5 -6" />`}`;
}

/** Three trainings of four persons; the hollow one is left out. @param {string} words @param {number} top */
function drawFolds(words, top) {
  const y = top + 68;
  return svg`
    ${[0, 1, 2].map((fold) =>
      [0, 1, 2, 3].map(
        (person) => svg`
          <circle class=${person === fold ? 'flow-out' : 'flow-in'} cx=${102 + fold * 76 + person * 14} cy=${y} r="4.5" />`,
      ),
    )}
    <text class="flow-what" x="98" y=${y + 24}>${words}</text>`;
}
