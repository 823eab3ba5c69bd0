package org.hustings.station.phone.media;

/// What a pipeline tells, one at a time, on the thread that reads its bus.
public sealed interface PipelineNews {

    /// From a `level` element: root mean square of the last interval, in dB below full scale, 0 the loudest.
    record Level(String element, double rmsDbfs) implements PipelineNews {}

    /// The pipeline has stopped with an error and must be closed. `reason` is GStreamer's own sentence.
    record Failed(String element, String reason) implements PipelineNews {}

    /// Every sink has seen the end of its stream.
    record Finished() implements PipelineNews {}
}
