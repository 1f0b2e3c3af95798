// Laying out a hall: a seat is dragged or moved with the arrow keys, and its numbers in the table follow. Saving is the form's.

import { PARTS, within, wrong } from "./places.js";

/** How far an arrow key moves a seat, in parts of the hall's width; with Shift, and without. */
const STEPS = { small: 1, large: 10 };
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const plan = /** @type {SVGSVGElement | null} */ (document.querySelector(".layout svg"));
if (plan) {
  layOut(plan);
}

/** @param {SVGSVGElement} svg */
function layOut(svg) {
  const radius = Number(svg.dataset.radius);
  const deepest = Number(svg.dataset.deepest);
  const seats = /** @type {SVGGElement[]} */ ([...svg.querySelectorAll(".place")]);
  const said = /** @type {HTMLElement} */ (document.getElementById("layout-said"));
  /** @type {{x: number, y: number} | null} where the chosen seat stood when it was chosen */
  let before = null;

  /** @param {SVGGElement} seat @param {string} name */
  const field = (seat, name) =>
    /** @type {HTMLInputElement} */ (document.getElementsByName(`${seat.dataset.seat}-${name}`)[0]);
  /** @param {SVGGElement} seat */
  const read = (seat) => ({
    number: Number(field(seat, "number").value),
    x: Number(field(seat, "x").value),
    y: Number(field(seat, "y").value),
  });
  /** @param {SVGGElement} seat */
  const faults = (seat) => {
    const others = seats.filter((other) => other !== seat).map(read);
    return wrong(read(seat), others, radius, deepest);
  };

  /** Draw all seats as the table has them. */
  const draw = () => {
    for (const seat of seats) {
      const { number, x, y } = read(seat);
      const scale = /scale\(.*\)/.exec(seat.getAttribute("transform") ?? "")?.[0] ?? "";
      seat.setAttribute("transform", `translate(${x / PARTS} ${y / PARTS}) ${scale}`);
      seat.toggleAttribute("data-wrong", faults(seat).length > 0);
      /** @type {Element} */ (seat.querySelector("text")).textContent = String(number);
      seat.setAttribute("aria-label", [says("at", read(seat)), seat.dataset.name].filter(Boolean).join(" "));
    }
  };

  /** @param {string} what @param {Record<string, number>} values */
  const says = (what, values) => {
    const text = svg.getAttribute(`data-says-${what}`) ?? "";
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  };

  /** @param {SVGGElement} seat @param {number} x @param {number} y */
  const put = (seat, x, y) => {
    const at = within(x, y, radius, deepest);
    field(seat, "x").value = String(at.x);
    field(seat, "y").value = String(at.y);
    draw();
    // A hall whose seats were put by hand is as deep as they reach.
    const lowest = Math.max(...seats.map((one) => read(one).y)) / PARTS;
    svg.setAttribute("viewBox", `0 0 1 ${lowest + radius}`);
  };

  /** @param {SVGGElement} seat */
  const tell = (seat) => {
    const told = [says("at", read(seat)), ...faults(seat).map(({ code, other }) => says(code, { other }))];
    said.textContent = told.join(" ");
    const line = document.getElementById(`wrong-${seat.dataset.seat}`);
    if (line) {
      line.textContent = told.slice(1).join(" ");
    }
  };

  /** @param {string | undefined} id */
  const choose = (id) => {
    for (const one of document.querySelectorAll("[data-seat], [data-row]")) {
      const own = one.getAttribute("data-seat") ?? one.getAttribute("data-row");
      one.toggleAttribute("data-chosen", own === id);
    }
  };

  /** @param {SVGGElement} seat @param {KeyboardEvent} event */
  const key = (seat, event) => {
    const { x, y } = read(seat);
    const arrow = ARROWS[event.key];
    if (arrow) {
      const step = event.shiftKey ? STEPS.small : STEPS.large;
      put(seat, x + arrow[0] * step, y + arrow[1] * step);
    } else if (event.key === "Escape" && before) {
      put(seat, before.x, before.y);
    } else {
      return;
    }
    event.preventDefault();
    tell(seat);
  };

  /** @param {PointerEvent} event */
  const pointed = (event) => {
    const matrix = svg.getScreenCTM();
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix?.inverse());
    return { x: at.x * PARTS, y: at.y * PARTS };
  };

  /** @param {SVGGElement} seat @param {PointerEvent} event */
  const grab = (seat, event) => {
    event.preventDefault();
    seat.focus();
    seat.setPointerCapture(event.pointerId);
    const from = pointed(event);
    const stood = read(seat);
    /** @param {PointerEvent} moved */
    const drag = (moved) => {
      const to = pointed(moved);
      put(seat, stood.x + to.x - from.x, stood.y + to.y - from.y);
    };
    const drop = () => {
      seat.removeEventListener("pointermove", drag);
      tell(seat);
    };
    seat.addEventListener("pointermove", drag);
    seat.addEventListener("lostpointercapture", drop, { once: true });
  };

  svg.setAttribute("role", "application");
  /** @type {HTMLElement} */ (document.getElementById("layout-keys")).hidden = false;
  for (const seat of seats) {
    seat.setAttribute("tabindex", "0");
    seat.setAttribute("role", "button");
    seat.addEventListener("focus", () => {
      before = read(seat);
      choose(seat.dataset.seat);
    });
    seat.addEventListener("keydown", (event) => key(seat, event));
    seat.addEventListener("pointerdown", (event) => grab(seat, event));
  }
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-row]"))) {
    row.addEventListener("focusin", () => choose(row.dataset.row));
    row.addEventListener("input", draw);
  }
  draw();
}
