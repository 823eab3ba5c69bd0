/// The field office's tool: certificates from headquarters' authority, and the files of a station.
/// Imports only `protocol`. BouncyCastle shows here and nowhere else.
@NullMarked
package org.hustings.provisioning;

import org.jspecify.annotations.NullMarked;
