/** The six edges of the reference rules, found by {@link java.util.ServiceLoader}; they read only what any other edge may read. */
@NullMarked
package io.fairlead.orchestrator.edge;

import org.jspecify.annotations.NullMarked;
