/// Takes in what stations report, once, and says so. Imports campaigns, dispatch, budget and the protocol.
@NullMarked
package org.hustings.hq.ingest;

import org.jspecify.annotations.NullMarked;
