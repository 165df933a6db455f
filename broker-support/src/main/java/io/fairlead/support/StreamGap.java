package io.fairlead.support;

import java.time.Instant;

/**
 * A time in which nothing came through.
 *
 * @param since when bytes last came in before
 * @param why what ended the former connection
 */
public record StreamGap(Instant since, String why) {}
