/** Backtests in a few lines, and what they leave behind. It may touch the engine, the analytics and the report; nothing knows it. */
@NullMarked
package io.fairlead.core.backtest;

import org.jspecify.annotations.NullMarked;
