/** A frame that does not come (a covered or hidden page draws none) is waited for no longer. */
const patienceMs = 50;

/** Runs `work` once before the next frame, however often it is asked. */
export function oncePerFrame(work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    const run = (): void => {
      if (!asked) return;
      asked = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      work();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, patienceMs);
  };
}
