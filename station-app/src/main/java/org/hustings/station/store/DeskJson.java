package org.hustings.station.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.hustings.station.call.Desk;
import org.hustings.station.call.DeskState;
import org.hustings.station.call.Run;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a desk is written down. The names of the states stand here, beside the desk and not on it, so that the rules
/// know
/// no JSON; a name once written is read by every later version.
final class DeskJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addMixIn(DeskState.class, StateNames.class)
            .addMixIn(DeskState.Part.class, PartNames.class)
            .addMixIn(Desk.Aside.class, AsideNames.class)
            .addMixIn(Run.class, RunNames.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = DeskState.Waiting.class, name = "waiting"),
        @JsonSubTypes.Type(value = DeskState.Halted.class, name = "halted"),
        @JsonSubTypes.Type(value = DeskState.Paused.class, name = "paused"),
        @JsonSubTypes.Type(value = DeskState.Offered.class, name = "offered"),
        @JsonSubTypes.Type(value = DeskState.Refused.class, name = "refused"),
        @JsonSubTypes.Type(value = DeskState.Dialing.class, name = "dialing"),
        @JsonSubTypes.Type(value = DeskState.Talking.class, name = "talking"),
        @JsonSubTypes.Type(value = DeskState.Closing.class, name = "closing"),
        @JsonSubTypes.Type(value = DeskState.WrappingUp.class, name = "wrappingUp")
    })
    private interface StateNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = DeskState.Part.Asking.class, name = "asking"),
        @JsonSubTypes.Type(value = DeskState.Part.SomebodyElse.class, name = "somebodyElse"),
        @JsonSubTypes.Type(value = DeskState.Part.Reading.class, name = "reading"),
        @JsonSubTypes.Type(value = DeskState.Part.Choosing.class, name = "choosing")
    })
    private interface PartNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Desk.Undoable.class, name = "undoable"),
        @JsonSubTypes.Type(value = Desk.Noted.class, name = "noted"),
        @JsonSubTypes.Type(value = Desk.Restarted.class, name = "restarted")
    })
    private interface AsideNames {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Run.Going.class, name = "going"),
        @JsonSubTypes.Type(value = Run.StillThere.class, name = "stillThere")
    })
    private interface RunNames {}

    private DeskJson() {}

    static byte[] write(Desk desk) {
        return MAPPER.writeValueAsBytes(desk);
    }

    static Desk read(byte[] json) {
        try {
            return MAPPER.readValue(json, Desk.class);
        } catch (JacksonException unreadable) {
            // Jackson's own words quote the text, and with it a voter; only the kind of fault may go on.
            throw new IllegalStateException(
                    "the saved desk cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }
}
