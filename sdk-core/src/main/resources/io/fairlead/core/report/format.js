// What the page says: data out of the page, numbers and times into words. Everything that is shown is set as text.

const data = JSON.parse(document.getElementById("data").textContent);
const NONE = "–";

const format = (() => {
  const clock = new Intl.DateTimeFormat("en-CA", {
    timeZone: data.zone, year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const numberFormats = new Map();

  function decimals(least, most) {
    const key = least + "/" + most;
    if (!numberFormats.has(key)) {
      numberFormats.set(key, new Intl.NumberFormat("en-US", {
        minimumFractionDigits: least, maximumFractionDigits: most,
      }));
    }
    return numberFormats.get(key);
  }

  function number(value, least, most) {
    return decimals(least, most).format(value).replace("-", "−");
  }

  function signed(value, least, most) {
    const text = number(value, least, most);
    return value > 0 && /[1-9]/.test(text) ? "+" + text : text;
  }

  /** "2024-03-14 09:30" in the report's zone. */
  function time(seconds) {
    return clock.format(seconds * 1000).replace(", ", " ");
  }

  /** A later time, without what it shares with an earlier one: the date, or at least the year. */
  function until(seconds, from) {
    const [early, late] = [from === null ? "" : time(from), time(seconds)];
    return late.slice(early.slice(0, 10) === late.slice(0, 10) ? 11 : early.slice(0, 4) === late.slice(0, 4) ? 5 : 0);
  }

  function duration(seconds) {
    const units = [["d", 86400], ["h", 3600], ["min", 60]];
    const at = units.findIndex(([, size]) => seconds >= size);
    if (at < 0) {
      return Math.round(seconds) + " s";
    }
    const [name, size] = units[at];
    const rest = at + 1 < units.length ? Math.floor(seconds % size / units[at + 1][1]) : 0;
    return Math.floor(seconds / size) + " " + name + (rest ? " " + rest + " " + units[at + 1][0] : "");
  }

  return {
    number,
    time,
    until,
    duration,
    price: value => number(value, 2, Math.abs(value) >= 1 ? 4 : 8),
    money: value => number(value, data.currencyDigits, data.currencyDigits),
    profit: value => signed(value, data.currencyDigits, data.currencyDigits),
    percent: value => number(value * 100, 2, 2) + " %",
    change: value => signed(value * 100, 2, 2) + " %",
  };
})();

/** An element with attributes and children; strings become text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A small picture from one path. */
function icon(path, size, attributes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", size);
  svg.setAttribute("height", size);
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  for (const [key, value] of Object.entries(attributes)) {
    line.setAttribute(key, value);
  }
  svg.append(line);
  return svg;
}

const STROKE = { fill: "none", stroke: "currentColor", "stroke-width": "1.8", "stroke-linecap": "round", "stroke-linejoin": "round" };
