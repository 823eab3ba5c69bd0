/// The rule sets that headquarters keeps, and what they say of a person: rules, campaigns and tables brought together.
/// Imports the pure rules, the campaigns and the holidays.
@NullMarked
package org.hustings.hq.rulebook;

import org.jspecify.annotations.NullMarked;
