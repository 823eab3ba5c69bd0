package org.hustings.demo.robots;

import java.util.HashSet;
import java.util.Set;
import org.hustings.protocol.CallId;

/// No dial begins after the N-th of a run. A robot takes a ticket before it presses CALL; the call that the press made
/// uses it up; a press that made none gives it back. Calls that somebody else made count as well.
///
/// Safe from any thread.
public final class Tickets {

    private final int limit;
    private final Set<CallId> calls = new HashSet<>();
    private int held;

    /// `limit` is [Integer#MAX_VALUE] for a run without end.
    public Tickets(int limit) {
        this.limit = limit;
    }

    public synchronized boolean take() {
        if (calls.size() + held >= limit) {
            return false;
        }
        held++;
        return true;
    }

    /// The press made no dial.
    public synchronized void giveBack() {
        held--;
    }

    /// The press made this dial.
    public synchronized void use(CallId call) {
        held--;
        calls.add(call);
    }

    /// A dial that is known from elsewhere: a person's press, headquarters, the town.
    public synchronized void know(CallId call) {
        calls.add(call);
    }

    public synchronized boolean isKnown(CallId call) {
        return calls.contains(call);
    }

    public synchronized Set<CallId> calls() {
        return Set.copyOf(calls);
    }

    public synchronized int used() {
        return calls.size();
    }

    /// True when no further dial can begin.
    public synchronized boolean areUsedUp() {
        return held == 0 && calls.size() >= limit;
    }
}
