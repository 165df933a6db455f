// Tables that can be sorted, filtered, leafed through and unfolded.

const PAGE_ROWS = 25;
const PRINTED_ROWS = 100;

/** How each kind of column aligns, sorts and shows its cells. */
const KINDS = {
  TEXT: { side: "", show: cell => data.strings[cell], sort: cell => data.strings[cell] },
  NOTE: { side: "note", show: cell => data.strings[cell], sort: cell => data.strings[cell] },
  TIME: { side: "", show: format.time },
  UNTIL: { side: "", show: (cell, from) => format.until(cell, from ?? null) },
  NUMBER: { side: "right", show: cell => format.number(cell, 0, 8) },
  RATIO: { side: "right", show: cell => format.number(cell, 3, 3) },
  PRICE: { side: "right", show: format.price },
  PROFIT: { side: "right", show: format.profit, tone: Math.sign },
  CHANGE: { side: "right", show: format.change, tone: Math.sign },
  PERCENT: { side: "right", show: format.percent },
  DURATION: { side: "right", show: format.duration },
  SCORE: { side: "middle", show: cell => data.strings[cell[1]], sort: cell => cell[0] },
};

function scoreMark(cell) {
  const [strength, label, hint] = cell;
  const tone = strength > 0 ? " good" : strength < 0 ? " bad" : "";
  const strong = Math.abs(strength) >= 0.75 ? " strong" : "";
  return element("span", { class: "score" + tone + strong, title: data.strings[hint] || undefined }, data.strings[label]);
}

class ReportTable {
  constructor(place, section) {
    this.place = place;
    this.columns = section.columns;
    this.rows = section.rows.map((row, index) => ({ cells: row[0], details: row[1] || [], at: row[2], index }));
    this.title = place.closest("section").querySelector("h2").textContent;
    this.times = this.columns.findIndex(column => column.kind === "TIME");
    this.unfolds = this.rows.some(row => row.details.length > 0);
    this.leads = this.rows.some(row => row.at && charts.has(row.at));
    this.sorted = null;
    this.rising = true;
    this.page = 0;
    this.picks = new Map();
    this.search = "";
    this.open = new Set();
    if (this.rows.length === 0) {
      place.append(element("p", { class: "empty" }, "Nothing to show."));
      return;
    }
    this.build();
    this.refresh();
  }

  build() {
    this.controls = element("div", { class: "controls" });
    if (this.rows.length > PAGE_ROWS / 2) {
      this.controls.append(this.searchField());
      this.columns.forEach((column, index) => column.filter && this.addPick(column, index));
    }
    this.count = element("span", { role: "status" });
    this.back = this.pagerButton("‹", "Previous page", -1);
    this.next = this.pagerButton("›", "Next page", 1);
    this.controls.append(element("div", { class: "pager" }, this.count, this.back, this.next));
    this.body = element("tbody");
    const table = element("table", {}, element("caption", {}, this.title), this.head(), this.body);
    this.place.append(this.controls, element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": this.title + ", table" }, table));
  }

  searchField() {
    const field = element("input", { type: "search", placeholder: "Search", "aria-label": "Search in " + this.title });
    field.addEventListener("input", () => {
      this.search = field.value.trim().toLowerCase();
      this.page = 0;
      this.refresh();
    });
    return field;
  }

  addPick(column, index) {
    const values = [...new Set(this.rows.map(row => row.cells[index]).filter(cell => cell !== null))]
      .sort((a, b) => data.strings[a].localeCompare(data.strings[b]));
    if (values.length < 2) {
      return;
    }
    const pick = element("select", {}, element("option", { value: "" }, "all"),
      ...values.map(value => element("option", { value }, data.strings[value])));
    pick.addEventListener("change", () => {
      this.picks.set(index, pick.value);
      this.page = 0;
      this.refresh();
    });
    this.controls.append(element("label", { class: "pick" }, column.title, pick));
  }

  pagerButton(sign, label, step) {
    const button = element("button", { type: "button", class: "button", "aria-label": label }, sign);
    button.addEventListener("click", () => {
      this.page += step;
      this.refresh();
    });
    return button;
  }

  head() {
    const row = element("tr");
    row.append(...this.icons().map(() => element("td", { class: "icon" })));
    this.headings = this.columns.map((column, index) => {
      const button = element("button", { type: "button", title: column.hint || undefined }, column.title);
      button.addEventListener("click", () => this.sortBy(index));
      return element("th", { scope: "col", class: KINDS[column.kind].side }, button);
    });
    row.append(...this.headings);
    return element("thead", {}, row);
  }

  sortBy(index) {
    if (this.sorted === index && !this.rising) {
      this.sorted = null;
      this.rising = true;
    } else {
      this.rising = this.sorted !== index;
      this.sorted = index;
    }
    this.headings.forEach((heading, at) => {
      if (at === this.sorted) {
        heading.setAttribute("aria-sort", this.rising ? "ascending" : "descending");
      } else {
        heading.removeAttribute("aria-sort");
      }
    });
    this.page = 0;
    this.refresh();
  }

  chosen() {
    const picks = [...this.picks].filter(([, value]) => value !== "");
    const rows = this.rows.filter(row =>
      picks.every(([index, value]) => String(row.cells[index]) === value) && this.matches(row));
    if (this.sorted === null) {
      return rows;
    }
    const kind = KINDS[this.columns[this.sorted].kind];
    const key = kind.sort || (cell => cell);
    const direction = this.rising ? 1 : -1;
    return rows.sort((a, b) => {
      const left = a.cells[this.sorted];
      const right = b.cells[this.sorted];
      if (left === null || right === null) {
        return (left === null) - (right === null) || a.index - b.index;
      }
      const [x, y] = [key(left), key(right)];
      const order = typeof x === "string" ? x.localeCompare(y) : x - y;
      return order * direction || a.index - b.index;
    });
  }

  matches(row) {
    if (!this.search) {
      return true;
    }
    if (row.words === undefined) {
      const cells = row.cells.map((cell, index) => cell === null ? "" : KINDS[this.columns[index].kind].show(cell));
      const details = row.details.map(([name, , text]) => data.strings[name] + " " + data.strings[text]);
      row.words = cells.concat(details).join(" ").toLowerCase();
    }
    return row.words.includes(this.search);
  }

  refresh(printing) {
    const rows = this.chosen();
    const size = printing ? PRINTED_ROWS : PAGE_ROWS;
    const pages = Math.max(1, Math.ceil(rows.length / size));
    this.page = Math.min(Math.max(this.page, 0), pages - 1);
    const from = this.page * size;
    const shown = rows.slice(from, from + size);
    this.body.replaceChildren(...shown.flatMap(row => this.lines(row)));
    const total = format.number(rows.length, 0, 0);
    this.count.textContent = rows.length === 0 ? "no rows"
      : pages === 1 ? total + (rows.length === 1 ? " row" : " rows")
      : format.number(from + 1, 0, 0) + "–" + format.number(from + shown.length, 0, 0) + " of " + total;
    this.back.hidden = this.next.hidden = pages === 1;
    this.back.disabled = this.page === 0;
    this.next.disabled = this.page === pages - 1;
  }

  lines(row) {
    const line = element("tr");
    line.append(...this.icons(row).map(button => element("td", { class: "icon" }, button)));
    line.append(...row.cells.map((cell, index) => this.cell(cell, this.columns[index], row.cells[this.times])));
    return this.open.has(row) ? [line, this.unfolded(row)] : [line];
  }

  /** What stands before the cells: the button that unfolds, the button that leads to the chart; the same places in every row. */
  icons(row) {
    const icons = [];
    if (this.unfolds) {
      icons.push(row && row.details.length ? this.unfoldButton(row) : "");
    }
    if (this.leads) {
      icons.push(row && row.at && charts.has(row.at) ? this.leadButton(row) : "");
    }
    return icons;
  }

  cell(cell, column, time) {
    const kind = KINDS[column.kind];
    if (cell === null) {
      return element("td", { class: kind.side }, NONE);
    }
    if (column.kind === "SCORE") {
      return element("td", { class: kind.side }, scoreMark(cell));
    }
    const text = kind.show(cell, time);
    const sign = kind.tone && /[1-9]/.test(text) ? kind.tone(cell) : 0;
    const tone = sign > 0 ? " good" : sign < 0 ? " bad" : "";
    const words = text.length > 28 && kind.sort ? " words" : "";
    return element("td", { class: kind.side + tone + words }, text);
  }

  unfoldButton(row) {
    const button = element("button", { type: "button", class: "ghost", "aria-label": "Details", "aria-expanded": String(this.open.has(row)) },
      icon("M6 3l5 5-5 5", 13, STROKE));
    button.addEventListener("click", () => {
      const line = button.closest("tr");
      if (this.open.delete(row)) {
        line.nextElementSibling.remove();
      } else {
        this.open.add(row);
        line.after(this.unfolded(row));
      }
      button.setAttribute("aria-expanded", String(this.open.has(row)));
    });
    return button;
  }

  unfolded(row) {
    const details = element("div", { class: "details" });
    for (const [name, score, text] of row.details) {
      details.append(
        element("span", { class: "name" }, data.strings[name]),
        score === null ? element("span") : scoreMark(score),
        element("span", { class: "text" }, data.strings[text]));
    }
    const width = this.columns.length + this.icons().length;
    return element("tr", { class: "unfolded" }, element("td", { colspan: width }, details));
  }

  leadButton(row) {
    const button = element("button", { type: "button", class: "ghost", "aria-label": "Show on the price chart", title: "Show on the price chart" },
      icon("M2 13l4-5 3 3 5-8", 15, STROKE));
    button.addEventListener("click", () => charts.show(row.at));
    return button;
  }
}
