package org.hustings.station.phone.sip;

import java.util.OptionalInt;
import org.hustings.protocol.Result;

/// What a refused call means to a phone bank: the one table from SIP status and Q.850 cause to [Result].
///
/// Status codes are those of RFC 3261 section 21 (607 of RFC 8197, 608 of RFC 8688), read back through the gateway
/// mapping of RFC 3398 section 8.2.6.1. A gateway that sends the telephone network's own cause in a Reason header
/// (RFC 3326) is believed over its status, as several causes share one status.
final class Results {

    private Results() {}

    /// `cause` is the Q.850 cause of the Reason header, if there was one.
    static Result of(int status, OptionalInt cause) {
        var told = cause.isPresent() ? ofCause(cause.getAsInt()) : Result.UNKNOWN;
        return told == Result.UNKNOWN ? ofStatus(status) : told;
    }

    /// ITU-T Q.850 section 2.2.7.1, table 1; `UNKNOWN` where the cause says less than the status.
    private static Result ofCause(int cause) {
        return switch (cause) {
            // Unallocated number; no route to network, to destination; number changed; invalid number format.
            case 1, 2, 3, 22, 28 -> Result.INVALID_NUMBER;
            case 17 -> Result.BUSY;
            // No user responding; no answer though alerted; subscriber absent.
            case 18, 19, 20 -> Result.NO_ANSWER;
            case 21 -> Result.DECLINED;
            // Destination or network out of order, failure, congestion, no circuit, no resource.
            case 27, 34, 38, 41, 42, 43, 44, 47 -> Result.FAILED;
            default -> Result.UNKNOWN;
        };
    }

    private static Result ofStatus(int status) {
        return switch (status) {
            // Busy Here, Busy Everywhere: cause 17.
            case 486, 600 -> Result.BUSY;
            // Not Found, Gone, Address Incomplete, Does Not Exist Anywhere: causes 1, 22, 28.
            case 404, 410, 484, 604 -> Result.INVALID_NUMBER;
            // Request Timeout, Temporarily Unavailable: causes 102, 18. Request Terminated not by us: the far side's
            // timer.
            case 408, 480, 487 -> Result.NO_ANSWER;
            // Forbidden, Decline: cause 21. Unwanted and Rejected are declines too.
            case 403, 603, 607, 608 -> Result.DECLINED;
            default -> Result.FAILED;
        };
    }
}
