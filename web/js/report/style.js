/** The report's own style sheet, in the page's colours: light, dark and on paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --surface: #ffffff; --ink: #1b1d20; --ink-soft: #5b616a; --line: #e2e2dc; --sunken: #f2f2ee;
  --accent: #0f766e; --caution: #7a4d00; --caution-wash: #fdf1d8; --heat: #0f766e; --heat-most: 68%;
}
@media (prefers-color-scheme: dark) {
  :root {
    --surface: #16181c; --ink: #eceef0; --ink-soft: #a3abb5; --line: #2d3238; --sunken: #22262b;
    --accent: #5ad0c2; --caution: #f1c77c; --caution-wash: #34290f; --heat: #0f766e; --heat-most: 100%;
  }
}
@media print {
  :root {
    color-scheme: only light;
    --surface: #ffffff; --ink: #1b1d20; --ink-soft: #4d535b; --line: #cfcfc8; --sunken: #f2f2ee;
    --accent: #0f766e; --caution: #5e3b00; --caution-wash: #fdf1d8; --heat: #0f766e; --heat-most: 68%;
  }
}
* { box-sizing: border-box; }
body {
  max-width: 60rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 3rem); background: var(--surface); color: var(--ink);
  font: 1rem / 1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; print-color-adjust: exact; -webkit-print-color-adjust: exact;
}
h1, h2, h3, p, ul, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.15; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 1rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.375rem; line-height: 1.25; }
h3 { margin: 1.5rem 0 0.375rem; font-size: 1rem; }
li { margin: 0.375rem 0 0 1.25rem; max-width: 46rem; }
code { font-family: ui-monospace, "SF Mono", "Noto Sans Mono", monospace; font-size: 0.875em; overflow-wrap: anywhere; }
.soft, .hint, .range { color: var(--ink-soft); }
.hint, .range, footer { font-size: 0.8438rem; line-height: 1.45; }
.protocol { margin: 1.75rem 0 1rem; }
.badge { padding: 0.125rem 0.5rem; border-radius: 6px; background: var(--caution-wash); color: var(--caution); }
.headline { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: 1.5rem 2rem; }
.value { font-size: clamp(2rem, 6vw, 2.75rem); font-weight: 680; line-height: 1.15; letter-spacing: -0.03em; }
.headline > :first-child .value { color: var(--accent); }
.headline .range { font-size: 1rem; }
.headline .name { font-weight: 550; }
.headline + .hint { margin-top: 1rem; }
h2 + .hint { margin-bottom: 0.875rem; }
.cautions { margin: 1.5rem 0 0; padding: 0.875rem 1.125rem; border-left: 4px solid var(--caution);
  background: var(--caution-wash); color: var(--caution); }
.cautions h3 { margin: 0; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 2rem 3rem; align-items: start; }
.pair > * { min-width: 0; }
table { width: 100%; margin: 0 0 1.75rem; border-collapse: collapse; }
caption { padding-bottom: 0.375rem; font-weight: 600; text-align: left; }
caption .hint, tbody th .hint { display: block; font-weight: 400; }
th { font-weight: 500; text-align: left; overflow-wrap: break-word; }
th, td { padding: 0.3rem 0.5rem; border-bottom: 1px solid var(--line); vertical-align: baseline; }
:is(th, td):first-child { padding-left: 0; }
:is(th, td):last-child { padding-right: 0; }
td, thead th:not(:first-child) { text-align: right; }
thead th { color: var(--ink-soft); font-size: 0.8438rem; }
td .range { display: block; font-size: 0.75rem; }
thead { display: table-header-group; }
tr, figure, .figure { break-inside: avoid; }
.wide { overflow-x: auto; }
.confusion { border-collapse: separate; border-spacing: 3px; }
.confusion :is(th, td) { min-width: 2rem; height: 2.25rem; padding: 0 0.25rem; border: 0; text-align: center; vertical-align: middle; }
.confusion thead th:not(:first-child) { text-align: center; }
.confusion tbody th { text-align: left; }
.confusion tbody td {
  border-radius: 6px; background: color-mix(in srgb, var(--heat) calc(var(--share) * var(--heat-most)), var(--sunken));
}
.confusion .right { font-weight: 680; }
figure svg { display: block; width: 100%; max-width: 30rem; height: auto; overflow: visible; font-size: 11px; }
figure svg text { fill: var(--ink-soft); white-space: pre; }
figcaption { font-weight: 600; }
figure .hint { margin: 0.25rem 0 0.75rem; }
.axis { margin-top: 0.75rem; color: var(--ink-soft); font-size: 0.8438rem; }
.key { display: inline-block; width: 1.375rem; margin: 0 0.25rem 0 0.75rem; border-top: 2px solid var(--accent); vertical-align: middle; }
.key.training { border-top-style: dashed; border-color: var(--ink-soft); }
dl > div { display: grid; grid-template-columns: 9rem 1fr; gap: 0.25rem 1rem; padding: 0.25rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--ink-soft); }
dd { overflow-wrap: anywhere; }
.settings { columns: 17rem; column-gap: 3rem; }
.settings > div { grid-template-columns: 1fr auto; break-inside: avoid; }
.settings dd { text-align: right; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--ink-soft); }
@media (max-width: 30rem) {
  dl:not(.settings) > div { grid-template-columns: 1fr; gap: 0; }
  th, td { padding-inline: 0.1875rem; }
  thead th { font-size: 0.75rem; }
}
@media print {
  @page { margin: 16mm 14mm; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2, h3, caption { break-after: avoid; }
  .wide { overflow: visible; }
  .pair { grid-template-columns: 1fr 1fr; gap: 1.25rem 2rem; }
}
`;
