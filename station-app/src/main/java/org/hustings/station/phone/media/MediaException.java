package org.hustings.station.phone.media;

/// Sound is not to be had: a library, plugin, device or port is missing or taken. The message says which, and the cure.
public final class MediaException extends RuntimeException {

    public MediaException(String message) {
        super(message);
    }

    public MediaException(String message, Throwable cause) {
        super(message, cause);
    }
}
