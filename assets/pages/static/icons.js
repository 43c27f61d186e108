// The few signs of the pages, drawn as strokes on a grid of 24.

const PATHS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  check: "M4 12.5l5.5 5.5L20 7",
  cross: "M6 6l12 12M18 6L6 18",
  pen: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
  back: "M14 6l-6 6 6 6",
  next: "M10 6l6 6-6 6",
  basket: "M4 9h16l-1.6 10H5.6zM8 9l3-5M16 9l-3-5",
  inbox: "M4 13l2.5-8h11L20 13v6H4zM4 13h5l1 3h4l1-3h5",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.5M4 12h.5M4 18h.5",
  leave: "M10 4H5v16h5M10 12h10M16 8l4 4-4 4",
  wifi_off: "M3 4l18 17M12 19h.01M8.5 15.5a5 5 0 0 1 6 .5M5 12a10 10 0 0 1 4-2.4M14 9.6a10 10 0 0 1 5 2.4M2 8.5a15 15 0 0 1 4-2.6M10 5a15 15 0 0 1 12 3.5",
  alert: "M12 4L2.5 20h19zM12 10v5M12 17.5v.5",
  clock: "M12 3a9 9 0 1 0 .01 0M12 7v5l3.5 2",
  live: "M12 9a3 3 0 1 0 .01 0M7 7a7 7 0 0 0 0 10M17 7a7 7 0 0 1 0 10M4 4a11.3 11.3 0 0 0 0 16M20 4a11.3 11.3 0 0 1 0 16",
  pause: "M8 5v14M16 5v14",
  play: "M7 4.5v15l12-7.5z",
  person: "M12 4a4 4 0 1 0 .01 0M4.5 20c1-5 4-6 7.5-6s6.5 1 7.5 6",
  repeat: "M5 11a7 7 0 0 1 12-4l2 2M19 4v5h-5M19 13a7 7 0 0 1-12 4l-2-2M5 20v-5h5",
  tag: "M4 4h8l8 8-8 8-8-8zM8.5 8.5h.01",
  eye_off: "M3 4l18 17M10 6a10 10 0 0 1 11.5 6 14 14 0 0 1-3 4M6.5 8A14 14 0 0 0 2.5 12c3 6 9 7.5 13 5",
};

export function icon(name) {
  const ns = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(ns, "svg");
  picture.setAttribute("viewBox", "0 0 24 24");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", "icon");
  const path = document.createElementNS(ns, "path");
  path.setAttribute("d", PATHS[name]);
  picture.append(path);
  return picture;
}
