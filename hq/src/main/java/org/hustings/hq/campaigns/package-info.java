/// A campaign's file, its versions and its state. Imports the pure decisions it parametrises and the protocol.
@NullMarked
package org.hustings.hq.campaigns;

import org.jspecify.annotations.NullMarked;
