/// The town's voices and ears: speech encoded once at the start, and a GStreamer pipeline for each call, through the
/// station's binding. Imports nothing of the town, and of the station only its `phone.media`.
@NullMarked
package org.hustings.demo.town.media;

import org.jspecify.annotations.NullMarked;
