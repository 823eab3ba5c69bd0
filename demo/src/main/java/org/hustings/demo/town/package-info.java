/// The town of the demo: simulated voters who answer real SIP calls with real speech, the record they keep of who was
/// called when, and the sample list of their names. Knows nothing of stations or headquarters.
@NullMarked
package org.hustings.demo.town;

import org.jspecify.annotations.NullMarked;
