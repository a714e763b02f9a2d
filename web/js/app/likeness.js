// Which of the photographs trained on one is most like: by the distance of embeddings that tells an unfamiliar one.

/** @import { CoreService, LikePhotograph, Likeness, Model } from '../types.d.ts' */

/** How many are shown. */
const SHOWN = 6;
/** What rounding on a GPU leaves between two embeddings of one picture; distances go to 2. */
const SAME_DISTANCE = 1e-3;

/**
 * @param {Pick<CoreService, 'nearestRows'>} core
 * @param {Pick<Model, 'reference' | 'photographs'>} model
 * @param {Float32Array} embedding of the photograph itself
 * @returns {Promise<Likeness>}
 */
export async function findLikeness(core, { reference, photographs }, embedding) {
  // All of them: the nearest of another person may be far behind.
  const { rows, distances } = await core.nearestRows(reference, embedding.length, embedding, photographs.length);
  const ordered = [...rows].flatMap((row, index) => {
    const photograph = photographs[row];
    const distance = distances[index] ?? Number.POSITIVE_INFINITY;
    return photograph ? [{ ...photograph, distance, same: distance < SAME_DISTANCE }] : [];
  });
  const nearest = ordered.slice(0, SHOWN);
  const shown = whomItShows(nearest);
  return { nearest, another: shown === null ? null : (ordered.find(({ person }) => person !== shown) ?? null) };
}

/**
 * Who the photograph was trained on as, else whom most of the nearest show, if that is two of them or more.
 * @param {LikePhotograph[]} nearest
 */
function whomItShows(nearest) {
  const same = nearest.find((photograph) => photograph.same);
  if (same) return same.person;
  const counts = new Map();
  for (const { person } of nearest) counts.set(person, (counts.get(person) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return most < 2 ? null : (nearest.find(({ person }) => counts.get(person) === most)?.person ?? null);
}
