@NullMarked
package org.hustings.provisioning;

import org.jspecify.annotations.NullMarked;
