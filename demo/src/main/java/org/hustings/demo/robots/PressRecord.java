package org.hustings.demo.robots;

import java.time.Instant;
import java.util.Optional;
import org.hustings.hardware.Panel.Button;
import org.hustings.protocol.CallId;

/// One press of a robot, with the call that was on the desk.
public record PressRecord(String station, Instant at, Button button, String meaning, Optional<CallId> call) {}
