/// Headquarters' own PostgreSQL and its own mosquitto: started, adopted after a kill, watched, stopped.
/// Imports nothing of ours but `provisioning`, for files that only their owner may read.
@NullMarked
package org.hustings.hq.children;

import org.jspecify.annotations.NullMarked;
