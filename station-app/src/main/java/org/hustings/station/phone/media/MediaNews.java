package org.hustings.station.phone.media;

/// What a media leg tells, one at a time, on a thread of its own.
public sealed interface MediaNews {

    /// Five times a second while the leg plays: root mean square in dB below full scale, 0 the loudest. The microphone
    /// is measured before the mute button, so that a muted volunteer can be told.
    record Levels(double microphoneDbfs, double earDbfs) implements MediaNews {}

    /// The sound has stopped for good; the leg must be closed.
    record Failed(String reason) implements MediaNews {}
}
