/// Who may be called when, and what a report means for the next call: pure decisions. Imports the protocol and nothing
/// that knows a clock, a thread or a database.
@NullMarked
package org.hustings.hq.dispatch.core;

import org.jspecify.annotations.NullMarked;
