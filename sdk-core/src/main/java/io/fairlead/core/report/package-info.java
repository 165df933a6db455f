/**
 * Shows a run: one self-contained HTML page, and the same figures as text. It may touch the analytics room and what that is made of;
 * other modules add tables of their own as {@link io.fairlead.core.report.ReportSection}s.
 */
@NullMarked
package io.fairlead.core.report;

import org.jspecify.annotations.NullMarked;
