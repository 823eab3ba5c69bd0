package org.hustings.station.call;

/// Whatever shows the desk: the window, the panel's socket. The loop draws after each step and whenever something
/// around
/// the desk changes; a display keeps nothing of its own but the last picture.
///
/// Called on the loop's thread only; an implementation returns at once and never throws.
public interface Display {

    void draw(Desk desk, DeskFacts facts, Surroundings around);

    /// The meter, five times a second while a line is open: decibels below full scale, 0 the loudest. Comes on the
    /// phone's own thread and passes no rule.
    void level(double microphoneDbfs, double earDbfs);
}
