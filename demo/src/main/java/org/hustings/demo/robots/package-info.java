/// Robot volunteers: they see what a volunteer sees of the keys, and press like people.
/// Imports hardware (the buttons' names) and protocol.
@NullMarked
package org.hustings.demo.robots;

import org.jspecify.annotations.NullMarked;
