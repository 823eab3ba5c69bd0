/// What the volunteer sees and touches: a picture of the call desk in words, then the JavaFX nodes that draw it.
/// May import the call desk, the protocol, the panel and JavaFX; JavaFX shows nowhere else.
@NullMarked
package org.hustings.station.screen;

import org.jspecify.annotations.NullMarked;
