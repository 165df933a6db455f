/**
 * What is written down, and where: the journal's records, their bytes, segments and storage. Knows values of the API and the SPI; it
 * knows neither desk nor engine, which write here and are folded from here.
 */
@NullMarked
package io.fairlead.core.journal;

import org.jspecify.annotations.NullMarked;
