package org.hustings.station.call;

/// What the volunteer can press, in the desk's own words. Volume is the headset's business, not the desk's.
public enum Key {
    ONE,
    TWO,
    THREE,
    FOUR,
    FIVE,
    SIX,
    CALL,
    HANG_UP,
    HELP,
    MUTE
}
