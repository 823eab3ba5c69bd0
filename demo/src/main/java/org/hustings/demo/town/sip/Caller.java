package org.hustings.demo.town.sip;

/// Who is told what callers do. The exchange calls from its own thread and expects to be left at once.
public interface Caller {

    /// A new call. 100 Trying has been sent; all else is up to the listener.
    void invited(IncomingCall call, Invite invite);

    /// The ACK of our 200 arrived.
    void acknowledged(IncomingCall call);

    /// The caller gave up before the answer; 487 has been sent.
    void cancelled(IncomingCall call);

    /// The caller hung up; the BYE has been answered.
    void hungUp(IncomingCall call);
}
