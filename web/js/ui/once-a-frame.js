/** Where there are no frames, as in a tab that is not seen. */
const LATEST_MS = 200;

/**
 * However often it is called, it draws once a frame.
 * @param {() => void} draw
 */
export function onceAFrame(draw) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    const now = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      isWaiting = false;
      draw();
    };
    const frame = requestAnimationFrame(now);
    const timer = setTimeout(now, LATEST_MS);
  };
}
