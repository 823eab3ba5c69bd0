/// The programs below the demo: started by name, watched, relaunched, killed on purpose, ended together.
/// Imports protocol only.
@NullMarked
package org.hustings.demo.processes;

import org.jspecify.annotations.NullMarked;
