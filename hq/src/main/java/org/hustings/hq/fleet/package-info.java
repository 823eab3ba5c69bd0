/// What is known of each station from its own words. Imports the protocol only.
@NullMarked
package org.hustings.hq.fleet;

import org.jspecify.annotations.NullMarked;
