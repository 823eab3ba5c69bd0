package org.hustings.station.phone.sip;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.hustings.station.phone.Dialog;
import org.hustings.station.phone.PhoneNews;
import org.hustings.station.phone.media.Codec;

/// What a call needs of the telephone around it. Everything runs on the phone's one thread.
interface Switchboard {

    Wire wire();

    Requests requests();

    Authenticator authenticator();

    Limits limits();

    List<Codec> codecs();

    Consumer<PhoneNews> news();

    DialogMemory dialogs();

    /// Runs `task` on the phone's thread, after what is there already.
    void post(Runnable task);

    /// Runs `task` on the phone's thread after a while, unless cancelled.
    Future<?> after(Duration wait, Runnable task);

    /// Sends BYE and keeps an eye on its answer.
    void sayGoodbye(Requests.Party party, Dialog dialog);

    /// The sound of the call broke.
    void soundless(String reason);

    /// The call is over; another may begin.
    void over(SipCall call);
}
