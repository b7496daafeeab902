/** Runs `work` once before the next frame, however often it is asked; at once where nothing is drawn. */
export function oncePerFrame(work: () => void): () => void {
  let asked = false;
  const run = (): void => {
    asked = false;
    work();
  };
  return () => {
    if (asked) return;
    asked = true;
    if (document.visibilityState === "hidden") setTimeout(run, 0);
    else requestAnimationFrame(run);
  };
}
