package org.hustings.station.phone;

import java.util.Optional;
import org.hustings.protocol.CallId;
import org.hustings.protocol.PhoneNumber;

/// The station's one telephone. Calls return at once; what becomes of them is told as [PhoneNews] to the listener that
/// the phone was built with, one at a time, on a thread of the phone's own.
///
/// Safe from any thread. A call id names one dial for ever: it is the SIP Call-ID.
public interface Phone extends AutoCloseable {

    /// Sends the INVITE. The caller has already saved that this call is dialing: a crash from here on is ended by
    /// [#cleanUp] in the next process.
    void dial(CallId call, PhoneNumber number, PhoneNumber callerId, int ringSeconds);

    /// CANCEL or BYE, whichever the call's state wants. A call that has already ended stays ended. [PhoneNews.Ended]
    /// follows in every case.
    void hangUp(CallId call);

    /// Ends what a dead process left on the network: CANCEL of an INVITE (its branch and tags are derived from the call
    /// id, its From is the same `callerId`: RFC 3261 section 9.1), BYE of an answered dialog, and BYE too if
    /// the answer arrives only now, or arrived just before the process died. Tells no news.
    void cleanUp(CallId call, PhoneNumber number, Optional<PhoneNumber> callerId, Optional<Dialog> answered);

    /// Silences the microphone; the line stays open.
    void mute(boolean muted);

    /// Volume of the ear piece, 0 to 10.
    void volume(int step);

    /// Whether a dial could be placed now: media running, and the peer registered or none needed.
    boolean isReady();

    /// Whether the headset and its media are ready, whatever the SIP peer does.
    boolean hasSound();

    @Override
    void close();
}
