/**
 * The journal as tables: a projection of its records into a relational database, which can be dropped and made again at any time.
 * Reads records, and the order room's transition table; knows JDBC, no driver, and neither desk nor engine.
 */
@NullMarked
package io.fairlead.core.audit;

import org.jspecify.annotations.NullMarked;
