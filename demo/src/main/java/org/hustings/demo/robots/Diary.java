package org.hustings.demo.robots;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hustings.protocol.CallId;

/// What the robots did and saw, as a witness beside headquarters and the town. Safe from any thread.
public final class Diary {

    private final List<PressRecord> presses = new ArrayList<>();
    private final Map<CallId, String> dialed = new HashMap<>();
    private final Set<CallId> finished = new HashSet<>();
    private final List<Double> toNextCardMs = new ArrayList<>();

    synchronized void pressed(PressRecord press) {
        presses.add(press);
    }

    synchronized void dialed(CallId call, String station) {
        dialed.putIfAbsent(call, station);
    }

    /// The desk went on to the next person: the result of this call is durable.
    synchronized void finished(CallId call) {
        finished.add(call);
    }

    synchronized void nextCard(double afterMs) {
        toNextCardMs.add(afterMs);
    }

    public synchronized List<PressRecord> presses() {
        return List.copyOf(presses);
    }

    /// Every call a robot has seen on a desk, and at which station.
    public synchronized Map<CallId, String> dialed() {
        return Map.copyOf(dialed);
    }

    public synchronized Set<CallId> finished() {
        return Set.copyOf(finished);
    }

    /// From the press of a result to the next card, or to the waiting screen.
    public synchronized List<Double> toNextCardMs() {
        return List.copyOf(toNextCardMs);
    }
}
