/// Benchmarks of the whole: how long from press to INVITE, from report to headquarters' database.
/// Imports the rest of the demo.
@NullMarked
package org.hustings.demo.bench;

import org.jspecify.annotations.NullMarked;
