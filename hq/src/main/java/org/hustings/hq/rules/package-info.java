/// Which law and which house rule decides whether somebody may be called: rules as data, read from files with their
/// sources, and pure verdicts on them. Imports the protocol and nothing that knows a clock, a thread or a database.
@NullMarked
package org.hustings.hq.rules;

import org.jspecify.annotations.NullMarked;
