// A time axis that has no room for nights and weekends: x is the number of the point, labels come from its time.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** From fine to coarse: what makes two neighbouring points belong to different ticks. */
const TICK_LEVELS = [
  ...[1, 5, 15, 30].map(minutes => local => local.slice(0, 14) + Math.floor(local.slice(14, 16) / minutes)),
  ...[1, 2, 4].map(hours => local => local.slice(0, 11) + Math.floor(local.slice(11, 13) / hours)),
  local => local.slice(0, 10),
  local => Math.floor((Date.parse(local.slice(0, 10)) / 86400000 + 3) / 7),
  local => local.slice(0, 7),
  local => local.slice(0, 4) + Math.floor((local.slice(5, 7) - 1) / 3),
  local => local.slice(0, 4),
];

/** So few of the ticks, evenly. */
function every(ticks, most) {
  const stride = Math.ceil(ticks.length / most);
  return ticks.filter((_, at) => at % stride === 0);
}

class TimeAxis {
  constructor(seconds) {
    this.seconds = seconds;
    this.local = seconds.map(format.time);
    this.numbers = seconds.map((_, index) => index);
  }

  /** The number of the last point that begins at a time or before it. */
  indexAt(seconds) {
    let low = 0;
    let high = this.seconds.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.seconds[middle] <= seconds) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  splits(min, max, most) {
    const from = Math.max(1, Math.ceil(min));
    const to = Math.min(this.local.length - 1, Math.floor(max));
    let finer = [];
    let ticks = [];
    for (const level of TICK_LEVELS) {
      ticks = this.boundaries(level, from, to);
      if (ticks.length <= most) {
        break;
      }
      finer = ticks;
    }
    const tooFew = ticks.length * 2 <= most && finer.length > 0;
    const chosen = tooFew || ticks.length > most ? every(tooFew ? finer : ticks, most) : ticks;
    const first = Math.max(0, Math.ceil(min));
    return chosen.length === 0 || chosen[0] - first > (max - min) / most ? [first, ...chosen] : chosen;
  }

  boundaries(level, from, to) {
    const ticks = [];
    let before = from > 0 && from <= to ? level(this.local[from - 1]) : null;
    for (let index = from; index <= to; index++) {
      const key = level(this.local[index]);
      if (key !== before) {
        ticks.push(index);
      }
      before = key;
    }
    return ticks;
  }

  startsDay(index) {
    return index === 0 || this.local[index - 1].slice(0, 10) !== this.local[index].slice(0, 10);
  }

  labels(ticks) {
    let shownYear = null;
    let shownDay = false;
    const inDays = ticks.length > 1 && ticks.slice(1).every(tick => this.startsDay(tick));
    return ticks.map(index => {
      const local = this.local[index];
      const year = local.slice(0, 4);
      const name = MONTHS[local.slice(5, 7) - 1] + " " + Number(local.slice(8, 10));
      const lines = inDays || this.startsDay(index) ? [name] : [local.slice(11, 16)];
      if (inDays && year !== shownYear) {
        lines.push(year);
        shownYear = year;
      } else if (!inDays && !this.startsDay(index) && !shownDay) {
        lines.push(name);
      }
      shownDay = true;
      return lines.join("\n");
    });
  }

  /** What uPlot needs of the axis. */
  axis(colours) {
    return {
      font: CHART_FONT, stroke: colours.muted, size: 46, gap: 6,
      grid: { show: false }, ticks: { stroke: colours.line, size: 5, width: 1 },
      splits: (plot, side, min, max) => this.splits(min, max, Math.max(3, Math.floor(plot.bbox.width / devicePixelRatio / 84))),
      values: (plot, ticks) => this.labels(ticks),
    };
  }
}
