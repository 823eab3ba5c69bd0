@NullMarked
package org.hustings.demo.processes;

import org.jspecify.annotations.NullMarked;
