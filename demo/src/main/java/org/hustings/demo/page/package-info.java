/// The demo's own page: it outlives what it kills.
/// Imports judge, robots and processes of the demo; Javalin shows here only.
@NullMarked
package org.hustings.demo.page;

import org.jspecify.annotations.NullMarked;
