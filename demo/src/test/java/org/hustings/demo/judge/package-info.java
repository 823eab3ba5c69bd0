@NullMarked
package org.hustings.demo.judge;

import org.jspecify.annotations.NullMarked;
