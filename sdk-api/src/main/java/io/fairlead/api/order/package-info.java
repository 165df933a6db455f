/** Orders: what is asked, under which identity, what came of it, and what happened since. Exact decimals only. */
@NullMarked
package io.fairlead.api.order;

import org.jspecify.annotations.NullMarked;
