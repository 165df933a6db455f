/**
 * The session: one thread, one order of events. It takes inputs one at a time, shows strategies what is known, and hands their intents
 * to the order desk. It may touch feed, order, ledger and risk; nothing below it knows it.
 */
@NullMarked
package io.fairlead.core.engine;

import org.jspecify.annotations.NullMarked;
