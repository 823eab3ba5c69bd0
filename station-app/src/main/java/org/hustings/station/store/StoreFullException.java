package org.hustings.station.store;

/// The disk took nothing: full, or worn out. Nothing of the change was kept; the caller keeps the old state and tries
/// again.
public final class StoreFullException extends Exception {

    StoreFullException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
