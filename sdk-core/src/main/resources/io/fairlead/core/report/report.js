// Starts the page: colours, charts, tables.

const THEMES = ["system", "light", "dark"];

const theme = (() => {
  const button = document.getElementById("theme");
  let chosen = "system";
  try {
    chosen = THEMES.includes(localStorage.getItem("fairlead-colours")) ? localStorage.getItem("fairlead-colours") : "system";
  } catch (denied) {
    // A page from a file may have no storage: the choice then lasts as long as the page.
  }

  function apply(name) {
    if (name === "system") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = name;
    }
    button.textContent = "Colours: " + name;
    button.setAttribute("aria-label", "Colours: " + name + ". Press to change");
  }

  button.addEventListener("click", () => {
    chosen = THEMES[(THEMES.indexOf(chosen) + 1) % THEMES.length];
    try {
      localStorage.setItem("fairlead-colours", chosen);
    } catch (denied) {
      // As above.
    }
    apply(chosen);
    charts.draw();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.draw());
  apply(chosen);
  return { forPrint: printing => apply(printing ? "light" : chosen) };
})();

/** Says on the page what went wrong, for readers who do not look into the console. */
function complain(what) {
  const place = document.getElementById("fault");
  place.textContent = "A part of this report could not be shown: " + what;
  place.hidden = false;
  document.documentElement.dataset.fault = what;
}

addEventListener("error", event => complain(event.message));

const tables = [];
charts.start();
document.querySelectorAll("[data-section]").forEach(place =>
  tables.push(new ReportTable(place, data.sections[place.dataset.section])));

let drawnWidth = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== drawnWidth) {
    drawnWidth = innerWidth;
    charts.draw();
  }
});

addEventListener("beforeprint", () => {
  theme.forPrint(true);
  charts.draw();
  tables.forEach(table => table.body && table.refresh(true));
});
addEventListener("afterprint", () => {
  theme.forPrint(false);
  charts.draw();
  tables.forEach(table => table.body && table.refresh());
});

document.documentElement.dataset.ready = "true";
