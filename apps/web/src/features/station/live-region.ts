const REFILL_MS = 20;

/** Writes to a live region. It is emptied first, so that the same words twice are read twice. */
export function regionWriter(element: () => HTMLElement | null): (text: string) => void {
  let timer: number | undefined;
  return (text) => {
    const region = element();
    if (!region) return;
    window.clearTimeout(timer);
    region.replaceChildren();
    timer = window.setTimeout(() => region.replaceChildren(document.createTextNode(text)), REFILL_MS);
  };
}
