package io.fairlead.orchestrator;

/**
 * Where in a symbol's history a position ended, for the cooldown after it.
 *
 * @param barStartNanos start of the bar that was the latest then, in epoch nanoseconds
 * @param barsHeld how many bars were held then
 */
public record ExitMark(long barStartNanos, int barsHeld) {}
