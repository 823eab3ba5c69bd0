package org.hustings.station.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hustings.protocol.CallId;
import org.hustings.protocol.CallReport;

/// Whatever happens in whatever order: what is dialed is reported, once a revision, and one line is open at a time.
class DeskProperties {

    @Property(tries = 500)
    void everyDialEndsInAReportAndNoRevisionComesTwice(
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 9_999) Integer> choices) {
        var events = Desks.events();
        var desk = Desk.AT_START;
        var open = new HashSet<CallId>();
        var reported = new HashSet<String>();
        var calls = 0;
        for (int choice : choices) {
            var event = events.get(choice % events.size());
            if (event instanceof DeskEvent.CallPressed pressed) {
                calls++;
                event = new DeskEvent.CallPressed(
                        pressed.at(),
                        pressed.mode(),
                        new CallId(new UUID(9, calls)),
                        pressed.skip(),
                        pressed.volunteer(),
                        1,
                        Optional.empty(),
                        pressed.refusal(),
                        20);
            } else if (event instanceof DeskEvent.DialDue due) {
                calls++;
                event = new DeskEvent.DialDue(
                        due.at(),
                        due.lease(),
                        new CallId(new UUID(9, calls)),
                        due.skip(),
                        due.volunteer(),
                        1,
                        due.refusal(),
                        20);
            } else if (!open.isEmpty()) {
                event = ofThe(open.iterator().next(), event);
            }
            var step = Desks.RULES.step(desk, event);
            for (var effect : step.effects()) {
                if (effect instanceof DeskEffect.Dial dial) {
                    assertThat(open).isEmpty();
                    open.add(dial.call());
                }
                if (effect instanceof DeskEffect.SaveReport(CallReport report)) {
                    assertThat(reported.add(report.receiptId()))
                            .as("%s", report.receiptId())
                            .isTrue();
                    open.remove(report.call());
                }
            }
            desk = step.next();
        }
        if (desk.state() instanceof DeskState.Waiting || desk.state() instanceof DeskState.Offered) {
            assertThat(open).isEmpty();
        }
    }

    /// News of the sample call become news of the call under way.
    private static DeskEvent ofThe(CallId call, DeskEvent event) {
        return switch (event) {
            case DeskEvent.Invited(var at, var id) when id.equals(Desks.CALL) -> new DeskEvent.Invited(at, call);
            case DeskEvent.Ringing(var at, var id) when id.equals(Desks.CALL) -> new DeskEvent.Ringing(at, call);
            case DeskEvent.Answered(var at, var id, var trace)
            when id.equals(Desks.CALL) -> new DeskEvent.Answered(at, call, trace);
            case DeskEvent.Ended(var at, var id, var result, var status, var quality)
            when id.equals(Desks.CALL) -> new DeskEvent.Ended(at, call, result, status, quality);
            default -> event;
        };
    }
}
