// What a person with weak eyes, a thumb or a screen reader would trip over, as sentences.
() => {
  const found = [];
  const name = (one) => `${one.tagName.toLowerCase()}#${one.id}.${one.className} “${one.textContent.trim().slice(0, 30)}”`;
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    && one.getBoundingClientRect().width > 0;
  const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const linear = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if ((colour[3] ?? 1) === 1) return colour;
    }
    return [255, 255, 255];
  };
  const modal = document.querySelector("dialog[open]");
  const within = modal ?? document.body;
  for (const one of within.querySelectorAll("*")) {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || !shown(one) || one.closest("script, [aria-hidden], :disabled, noscript")) continue;
    const style = getComputedStyle(one);
    const pair = [parts(style.color), ground(one)].map(luminance).sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    if (contrast < 4.5) found.push(`contrast ${contrast.toFixed(2)}: ${name(one)}`);
    if (parseFloat(style.fontSize) < 14) found.push(`letters of ${style.fontSize}: ${name(one)}`);
    if (one.scrollWidth > one.clientWidth + 1 && style.overflow === "visible" && style.display !== "inline") {
      found.push(`cut off or over the edge: ${name(one)}`);
    }
  }
  for (const one of within.querySelectorAll("button, a, input")) {
    if (!shown(one)) continue;
    const { width, height } = one.getBoundingClientRect();
    if (width < 47.5 || height < 47.5) found.push(`target ${width}×${height}: ${name(one)}`);
    const label = one.id && document.querySelector(`label[for="${one.id}"]`);
    const called = one.getAttribute("aria-label") || one.textContent.trim() || label?.textContent;
    if (!called) found.push(`no name: ${name(one)}`);
    if (one.tagName === "INPUT" && parseFloat(getComputedStyle(one).fontSize) < 16) {
      found.push(`a phone zooms into ${name(one)}`);
    }
  }
  for (const one of document.querySelectorAll("img:not([alt])")) found.push(`no alt: ${one.src}`);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  if (new Set(ids).size !== ids.length) found.push("an id stands there twice");
  // A page that is too wide makes a phone's window wider, so the screen is what counts.
  const over = document.documentElement.scrollWidth - screen.width;
  if (over > 0) found.push(`${over} px wider than the screen`);
  return found;
}
