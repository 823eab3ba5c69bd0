/// The town's voices and ears: RTP as plain datagrams, speech encoded once at the start, decoding after the call by
/// GStreamer's command line. Imports nothing of the town.
@NullMarked
package org.hustings.demo.town.media;

import org.jspecify.annotations.NullMarked;
