@NullMarked
package org.hustings.demo.robots;

import org.jspecify.annotations.NullMarked;
