/// Sound: GStreamer pipelines through a thin foreign-function binding, and one media leg per call. Samples never enter
/// Java; this package builds pipelines, sets properties and reads statistics. Imports the protocol's words only.
@NullMarked
package org.hustings.station.phone.media;

import org.jspecify.annotations.NullMarked;
