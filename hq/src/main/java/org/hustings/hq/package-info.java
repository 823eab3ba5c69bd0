@NullMarked
package org.hustings.hq;

import org.jspecify.annotations.NullMarked;
