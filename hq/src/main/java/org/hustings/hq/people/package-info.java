/// Those who must not be called, those who were forgotten, and those who rehearse; and who changed what.
/// Imports campaigns, lists, the lease book and the protocol.
@NullMarked
package org.hustings.hq.people;

import org.jspecify.annotations.NullMarked;
