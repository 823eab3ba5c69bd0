/// The whole phone bank on one machine, set up from nothing, worked by robots and judged at the end.
/// Imports everything; nothing imports it.
@NullMarked
package org.hustings.demo;

import org.jspecify.annotations.NullMarked;
