/// Did every line hold? Facts from headquarters' database, the town's own record and the captured sound go in, numbers
/// come out. The judging itself is pure. Imports protocol only.
@NullMarked
package org.hustings.demo.judge;

import org.jspecify.annotations.NullMarked;
