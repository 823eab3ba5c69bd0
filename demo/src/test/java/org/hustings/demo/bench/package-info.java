@NullMarked
package org.hustings.demo.bench;

import org.jspecify.annotations.NullMarked;
