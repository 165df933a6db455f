// Equity, drawdown and price.

const CHART_FONT = "12px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** The page's colours as they are now, light or dark. */
function colours() {
  const probe = document.body.appendChild(element("i", { hidden: true }));
  const read = name => {
    probe.style.color = "var(--" + name + ")";
    return getComputedStyle(probe).color;
  };
  const names = ["ink", "muted", "line", "grid", "accent", "accent-soft", "hold", "good", "bad", "bad-soft", "buy", "sell", "card"];
  const found = Object.fromEntries(names.map(name => [name, read(name)]));
  probe.remove();
  return found;
}

function valueAxis(c, show) {
  return {
    font: CHART_FONT, stroke: c.muted, side: 1, size: innerWidth < 640 ? 58 : 72, gap: 6,
    grid: { stroke: c.grid, width: 1 }, ticks: { show: false },
    values: (plot, ticks) => ticks.map(show),
  };
}

function spread(values) {
  return values.reduce((most, value) => Math.max(most, value), -Infinity) - values.reduce((least, value) => Math.min(least, value), Infinity);
}

/** As many decimals as the step between the ticks of an axis has. */
function tickLabels(plot, ticks) {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 1;
  let decimals = 0;
  while (decimals < 8 && Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) > 1e-6) {
    decimals++;
  }
  return ticks.map(tick => format.number(tick, decimals, decimals));
}

/** Buttons that move and scale what is seen: for keys and fingers; a mouse may drag as well. */
class View {
  constructor(place, plots) {
    this.plots = plots;
    this.size = 0;
    const tools = [["−", "Show more time", () => this.scale(2)], ["+", "Show less time", () => this.scale(0.5)],
      ["‹", "Earlier", () => this.move(-0.5)], ["›", "Later", () => this.move(0.5)], ["All", "Show everything", () => this.all()]];
    place.append(...tools.map(([sign, label, act]) => {
      const button = element("button", { type: "button", class: "button", "aria-label": label, title: label }, sign);
      button.addEventListener("click", act);
      return button;
    }));
  }

  set(min, max) {
    const least = Math.min(8, this.size - 1);
    const width = Math.min(Math.max(max - min, least), this.size - 1);
    const from = Math.min(Math.max((min + max - width) / 2, 0), this.size - 1 - width);
    this.plots().forEach(plot => plot.setScale("x", { min: from, max: from + width }));
  }

  all() {
    this.set(0, this.size - 1);
  }

  scale(factor) {
    const { min, max } = this.plots()[0].scales.x;
    const middle = (min + max) / 2;
    const half = (max - min) / 2 * factor;
    this.set(middle - half, middle + half);
  }

  move(share) {
    const { min, max } = this.plots()[0].scales.x;
    const step = (max - min) * share;
    this.set(Math.min(Math.max(min + step, 0), this.size - 1 - (max - min)), Math.min(Math.max(max + step, max - min), this.size - 1));
  }
}

const charts = (() => {
  const equityPlace = document.getElementById("equity-chart");
  const drawdownPlace = document.getElementById("drawdown-chart");
  const pricePlace = document.getElementById("price-chart");
  const symbolPick = document.getElementById("symbol");
  const byId = new Map(data.charts.map(chart => [data.strings[chart.id], chart]));
  const live = { equity: null, drawdown: null, price: null };
  let equityAxis = null;
  let holding = data.equity.hold !== undefined && spread(data.equity.hold) <= 3 * spread(data.equity.v);
  let chart = null;
  let band = null;
  let bubble = null;

  const equityView = new View(document.getElementById("equity-tools"), () => [live.equity]);
  const priceView = new View(document.getElementById("price-tools"), () => [live.price]);

  function readout(place, parts) {
    document.getElementById(place).replaceChildren(...parts.map(([name, value]) =>
      element("span", {}, name ? name + " " : "", element("b", {}, value))));
  }

  function key(kind, text) {
    const shapes = {
      line: ["M1 8h14", { stroke: "var(--accent)", "stroke-width": "2.4", fill: "none" }],
      dashes: ["M1 8h14", { stroke: "var(--hold)", "stroke-width": "2", "stroke-dasharray": "4 3", fill: "none" }],
      buy: ["M8 3l5 9H3z", { fill: "var(--buy)" }],
      sell: ["M8 13L3 4h10z", { fill: "var(--sell)" }],
      won: ["M2 12L14 4", { stroke: "var(--good)", "stroke-width": "2", fill: "none" }],
      lost: ["M2 4l12 8", { stroke: "var(--bad)", "stroke-width": "2", fill: "none" }],
    };
    return element("span", { class: "key" }, icon(shapes[kind][0], 16, shapes[kind][1]), text);
  }

  /** Buying and holding may dwarf the equity: it can be put aside. */
  function holdingKey() {
    const button = element("button", { type: "button", class: "key", "aria-pressed": String(holding), title: "Show or hide" },
      ...key("dashes", "Buy and hold").childNodes);
    button.addEventListener("click", () => {
      holding = !holding;
      button.setAttribute("aria-pressed", String(holding));
      drawEquity();
    });
    return button;
  }

  function options(place, height, axis, c, extra) {
    return {
      width: place.clientWidth, height, legend: { show: false }, padding: [8, 0, 0, 24],
      cursor: { drag: { x: true, y: false, uni: 10 }, points: { size: 7, width: 0 }, ...extra.cursor },
      scales: { x: { time: false }, ...extra.scales },
      axes: [{ ...axis.axis(c), ...(extra.bare ? { values: () => [], size: 10 } : {}) }, extra.values],
      series: extra.series, hooks: extra.hooks || {},
    };
  }

  // --- Equity and drawdown -------------------------------------------------------------------------------------

  function drawEquity() {
    const equity = data.equity;
    if (equity.t.length < 2) {
      document.getElementById("equity").hidden = equity.t.length === 0;
      return;
    }
    const c = colours();
    equityAxis = equityAxis || new TimeAxis(equity.t);
    equityView.size = equity.t.length;
    const sync = { key: "equity", scales: ["x", null] };
    const range = keepRange(live.equity);
    const values = [equityAxis.numbers, equity.v];
    const series = [{}, { stroke: c.accent, width: 1.8, fill: c["accent-soft"], points: { show: false } }];
    if (holding) {
      values.push(equity.hold);
      series.push({ stroke: c.hold, width: 1.4, dash: [5, 4], points: { show: false } });
    }
    const follow = plot => linkRange(plot, live.equity === plot ? live.drawdown : live.equity);
    live.equity?.destroy();
    live.drawdown?.destroy();
    live.equity = live.drawdown = null;
    const top = options(equityPlace, 300, equityAxis, c, {
      bare: true, cursor: { sync }, series, values: { ...valueAxis(c), values: tickLabels },
      hooks: { setScale: [(plot, scale) => scale === "x" && follow(plot)], setCursor: [equityReadout] },
    });
    const below = options(drawdownPlace, 150, equityAxis, c, {
      cursor: { sync }, scales: { y: { range: (plot, min) => [Math.min(min, -0.001) * 1.06, 0] } },
      series: [{}, { stroke: c.bad, width: 1.4, fill: c["bad-soft"], fillTo: 0, points: { show: false } }],
      values: valueAxis(c, value => format.number(value * 100, 0, 2) + " %"),
      hooks: { setScale: [(plot, scale) => scale === "x" && follow(plot)] },
    });
    const topPlot = new uPlot(top, values, equityPlace);
    const belowPlot = new uPlot(below, [equityAxis.numbers, equity.d], drawdownPlace);
    live.equity = topPlot;
    live.drawdown = belowPlot;
    if (range) {
      equityView.set(range.min, range.max);
    }
    equityReadout(topPlot);
    describe(equityPlace, "Equity from " + format.money(equity.v[0]) + " to " + format.money(equity.v.at(-1)) + " " + data.currency);
    describe(drawdownPlace, "Drawdown, at most " + format.percent(Math.min(...equity.d)));
  }

  function linkRange(from, to) {
    if (to && from.scales.x.min !== null && (to.scales.x.min !== from.scales.x.min || to.scales.x.max !== from.scales.x.max)) {
      to.setScale("x", { min: from.scales.x.min, max: from.scales.x.max });
    }
  }

  function keepRange(plot) {
    return plot ? { min: plot.scales.x.min, max: plot.scales.x.max } : null;
  }

  function equityReadout(plot) {
    const equity = data.equity;
    const index = plot.cursor.idx ?? equity.t.length - 1;
    const parts = [["", equityAxis.local[index]], ["equity", format.money(equity.v[index])],
      ["return", format.change(equity.v[index] / equity.start - 1)], ["drawdown", format.percent(equity.d[index])]];
    if (equity.hold) {
      parts.push(["buy and hold", format.money(equity.hold[index])]);
    }
    readout("equity-readout", parts);
  }

  function describe(place, text) {
    place.setAttribute("aria-label", text);
  }

  // --- Price ---------------------------------------------------------------------------------------------------

  function drawPrice() {
    if (data.charts.length === 0) {
      document.getElementById("price").hidden = true;
      return;
    }
    const c = colours();
    chart.axis = chart.axis || new TimeAxis(chart.t);
    priceView.size = chart.t.length;
    const range = live.price && live.price.chart === chart ? keepRange(live.price) : null;
    live.price?.destroy();
    pricePlace.replaceChildren();
    const hidden = { stroke: "transparent", points: { show: false }, paths: () => null };
    const opts = options(pricePlace, 380, chart.axis, c, {
      values: { ...valueAxis(c), values: tickLabels },
      cursor: { points: { show: false } },
      series: [{}, hidden, hidden],
      hooks: { draw: [plot => paintPrice(plot, c)], setCursor: [priceReadout] },
    });
    live.price = new uPlot(opts, [chart.axis.numbers, chart.h, chart.l], pricePlace);
    live.price.chart = chart;
    bubble = element("div", { class: "bubble", hidden: true });
    live.price.over.append(bubble);
    if (range) {
      priceView.set(range.min, range.max);
    }
    priceReadout(live.price);
    const note = chart.together > 1 ? "Each candle stands for up to " + chart.together + " bars of " + chart.interval + "; no high or low is lost. " : "";
    document.getElementById("price-note").textContent = note + "Drag to look closer, double-click to see everything.";
    describe(pricePlace, "Price of " + chart.label + " with " + chart.fills.length + " fills");
  }

  function paintPrice(plot, c) {
    const context = plot.ctx;
    const { left, top, width, height } = plot.bbox;
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    const x = index => plot.valToPos(index, "x", true);
    const y = value => plot.valToPos(value, "y", true);
    const from = Math.max(0, Math.floor(plot.scales.x.min) - 1);
    const to = Math.min(chart.t.length - 1, Math.ceil(plot.scales.x.max) + 1);
    const step = x(1) - x(0);
    if (band && band.chart === chart) {
      context.fillStyle = c["accent-soft"];
      context.fillRect(x(band.from - 0.5), top, x(band.to + 0.5) - x(band.from - 0.5), height);
    }
    if (step < 3.2 * devicePixelRatio) {
      paintLine(context, c, x, y, from, to);
    } else {
      paintCandles(context, c, x, y, from, to, step);
    }
    paintTrips(context, c, x, y, from, to);
    paintFills(context, c, x, y, from, to);
    context.restore();
  }

  function paintLine(context, c, x, y, from, to) {
    context.globalAlpha = 0.28;
    context.strokeStyle = c.hold;
    context.lineWidth = devicePixelRatio;
    context.beginPath();
    for (let i = from; i <= to; i++) {
      context.moveTo(x(i), y(chart.h[i]));
      context.lineTo(x(i), y(chart.l[i]));
    }
    context.stroke();
    context.globalAlpha = 1;
    context.strokeStyle = c.ink;
    context.lineWidth = 1.25 * devicePixelRatio;
    context.lineJoin = "round";
    context.beginPath();
    for (let i = from; i <= to; i++) {
      context.lineTo(x(i), y(chart.c[i]));
    }
    context.stroke();
  }

  function paintCandles(context, c, x, y, from, to, step) {
    const half = Math.max(1, Math.min(step * 0.34, 7 * devicePixelRatio));
    context.lineWidth = devicePixelRatio;
    for (let i = from; i <= to; i++) {
      const rises = chart.c[i] >= chart.o[i];
      const middle = Math.round(x(i));
      context.strokeStyle = context.fillStyle = rises ? c.good : c.bad;
      context.beginPath();
      context.moveTo(middle, y(chart.h[i]));
      context.lineTo(middle, y(chart.l[i]));
      context.stroke();
      const upper = y(Math.max(chart.o[i], chart.c[i]));
      context.fillRect(middle - half, upper, 2 * half, Math.max(devicePixelRatio, y(Math.min(chart.o[i], chart.c[i])) - upper));
    }
  }

  function paintTrips(context, c, x, y, from, to) {
    context.lineWidth = 1.8 * devicePixelRatio;
    for (const [entered, entry, left, exit, , profit] of chart.trips) {
      const [a, b] = [chart.axis.indexAt(entered), chart.axis.indexAt(left)];
      if (b >= from && a <= to) {
        context.strokeStyle = profit > 0 ? c.good : c.bad;
        context.beginPath();
        context.moveTo(x(a), y(entry));
        context.lineTo(x(b), y(exit));
        context.stroke();
      }
    }
  }

  function paintFills(context, c, x, y, from, to) {
    const seen = chart.fills.map(fill => [chart.axis.indexAt(fill[0]), fill]).filter(([index]) => index >= from && index <= to);
    const size = (seen.length > 60 ? 4 : 5.5) * devicePixelRatio;
    for (const [index, fill] of seen) {
      const up = fill[2] > 0 ? 1 : -1;
      const [px, tip] = [x(index), y(fill[1]) + up * 1.5 * devicePixelRatio];
      context.fillStyle = up > 0 ? c.buy : c.sell;
      context.strokeStyle = c.card;
      context.lineWidth = 1.2 * devicePixelRatio;
      context.beginPath();
      context.moveTo(px, tip);
      context.lineTo(px - size, tip + up * size * 1.75);
      context.lineTo(px + size, tip + up * size * 1.75);
      context.closePath();
      context.fill();
      context.stroke();
    }
  }

  function priceReadout(plot) {
    const index = plot.cursor.idx ?? chart.t.length - 1;
    readout("price-readout", [["", chart.label + "  " + chart.axis.local[index]], ["open", format.price(chart.o[index])],
      ["high", format.price(chart.h[index])], ["low", format.price(chart.l[index])], ["close", format.price(chart.c[index])]]);
    showNearestFill(plot);
  }

  function showNearestFill(plot) {
    const { left, top } = plot.cursor;
    let nearest = null;
    let distance = 14;
    for (const fill of left >= 0 ? chart.fills : []) {
      const away = Math.hypot(plot.valToPos(chart.axis.indexAt(fill[0]), "x") - left, plot.valToPos(fill[1], "y") + (fill[2] > 0 ? 6 : -6) - top);
      if (away < distance) {
        nearest = fill;
        distance = away;
      }
    }
    if (!bubble) {
      return;
    }
    bubble.hidden = nearest === null;
    if (nearest) {
      const [time, price, units, tag] = nearest;
      const words = (units > 0 ? "bought " : "sold ") + format.number(Math.abs(units), 0, 8) + " at " + format.price(price);
      const x = plot.valToPos(chart.axis.indexAt(time), "x");
      bubble.replaceChildren(words, element("br"), format.time(time) + (data.strings[tag] ? " · " + data.strings[tag] : ""));
      bubble.style.left = Math.min(Math.max(x, 90), plot.over.clientWidth - 90) + "px";
      bubble.style.top = Math.max(plot.valToPos(price, "y") - 14, 44) + "px";
    }
  }

  function choose(id) {
    chart = byId.get(id);
    symbolPick.value = id;
    drawPrice();
  }

  function fillPick() {
    const byLabel = [...byId].sort(([, a], [, b]) => a.label.localeCompare(b.label));
    symbolPick.append(...byLabel.map(([id, each]) => {
      const count = each.trips.length;
      return element("option", { value: id }, each.label + (count ? " · " + count + (count === 1 ? " trade" : " trades") : ""));
    }));
    symbolPick.addEventListener("change", () => choose(symbolPick.value));
  }

  return {
    start() {
      document.getElementById("equity-keys").append(key("line", "Equity"), ...(data.equity.hold ? [holdingKey()] : []));
      document.getElementById("price-keys").append(key("buy", "Bought"), key("sell", "Sold"), key("won", "Profit"), key("lost", "Loss"));
      fillPick();
      chart = data.charts[0];
      symbolPick.value = chart ? data.strings[chart.id] : "";
      this.draw();
    },

    draw() {
      drawEquity();
      drawPrice();
    },

    /** Whether there is a price chart for a row's place. */
    has(at) {
      return byId.has(data.strings[at[0]]);
    },

    /** Brings a row's place into sight. */
    show([id, from, to]) {
      choose(data.strings[id]);
      const [first, last] = [chart.axis.indexAt(from), chart.axis.indexAt(to)];
      const room = Math.max(12, (last - first) * 0.6);
      band = { chart, from: first, to: last };
      priceView.set(first - room, last + room);
      document.getElementById("price").scrollIntoView();
    },

    live,
  };
})();
