/// Public holidays, as jollyday's calendars know them: the one place where that library shows. Imports the rules.
@NullMarked
package org.hustings.hq.holidays;

import org.jspecify.annotations.NullMarked;
