/// What offices may spend and have spent: amounts and rates are pure, the rest is SQL that joins the caller's
/// transaction. Imports `tables` and `protocol`; dispatch and ingest ask it, it asks nobody.
@NullMarked
package org.hustings.hq.budget;

import org.jspecify.annotations.NullMarked;
