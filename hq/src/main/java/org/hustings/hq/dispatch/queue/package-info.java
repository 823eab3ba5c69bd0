/// Grants, keeps and ends leases in PostgreSQL. Imports the decisions of dispatch.core, the campaigns and
/// the budgets.
@NullMarked
package org.hustings.hq.dispatch.queue;

import org.jspecify.annotations.NullMarked;
