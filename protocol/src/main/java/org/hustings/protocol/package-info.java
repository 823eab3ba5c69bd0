/// What a station and headquarters must agree on: ids, messages, topics and their JSON.
/// Imports nothing of ours.
@NullMarked
package org.hustings.protocol;

import org.jspecify.annotations.NullMarked;
