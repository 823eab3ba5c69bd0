@NullMarked
package org.hustings.demo;

import org.jspecify.annotations.NullMarked;
