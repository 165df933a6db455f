/**
 * Bars as columns and where they come from: files, a synthetic market, coarser intervals made of finer ones. Knows the API and
 * the calendars; the engine, the simulated venue and the backtest read from here.
 */
@NullMarked
package io.fairlead.core.feed;

import org.jspecify.annotations.NullMarked;
