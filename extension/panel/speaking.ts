/** Long enough to be read twice; then it would only hide what stands under it. */
const saidMs = 8000;

/** Says words in the page's status line, anew even when they are the same as last time. */
export function speaker(place: HTMLElement): (words: string) => void {
  let silence: ReturnType<typeof setTimeout> | undefined;
  const say = (words: string): void => {
    const status = place.querySelector(".status");
    if (status !== null) status.textContent = words;
    clearTimeout(silence);
    if (words !== "") silence = setTimeout(() => say(""), saidMs);
  };
  return say;
}
