/// Grants, keeps and ends leases in PostgreSQL. Imports the decisions of dispatch.core and the campaigns.
@NullMarked
package org.hustings.hq.dispatch.queue;

import org.jspecify.annotations.NullMarked;
