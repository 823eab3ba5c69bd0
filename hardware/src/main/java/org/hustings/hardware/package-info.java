/// What a station's hands touch: the panel with its buttons and lamps. Imports nothing of ours.
@NullMarked
package org.hustings.hardware;

import org.jspecify.annotations.NullMarked;
