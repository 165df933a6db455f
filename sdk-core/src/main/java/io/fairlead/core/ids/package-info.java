/** Finding things by client order ids. Known to the order room and to the simulated venue; it knows the API only. */
@NullMarked
package io.fairlead.core.ids;

import org.jspecify.annotations.NullMarked;
