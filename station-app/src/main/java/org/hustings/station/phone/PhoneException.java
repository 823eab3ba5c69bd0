package org.hustings.station.phone;

/// The telephone cannot be opened as configured, such as a port that another program holds. The message names the key.
public final class PhoneException extends RuntimeException {

    public PhoneException(String message, Throwable cause) {
        super(message, cause);
    }
}
