/** What can be traded and by which rules: identity, currencies, tick and lot grids, trading hours. */
@NullMarked
package io.fairlead.api.instrument;

import org.jspecify.annotations.NullMarked;
