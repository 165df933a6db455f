/** What adapters share: signed HTTP, rate budgets, streams, redaction. Knows the API only. */
@NullMarked
package io.fairlead.support;

import org.jspecify.annotations.NullMarked;
