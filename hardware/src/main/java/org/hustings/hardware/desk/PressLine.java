package org.hustings.hardware.desk;

import java.util.Arrays;
import org.hustings.hardware.Panel.Button;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// One line of a press from the socket: `{"button":"CALL","down":true}`.
record PressLine(Button button, boolean down) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @throws IllegalArgumentException naming the field and what it must be
    static PressLine parse(String line) {
        try {
            var tree = JSON.readTree(line);
            if (!tree.isObject()) {
                throw new IllegalArgumentException("a line must be an object with button and down");
            }
            var name = tree.path("button");
            var down = tree.path("down");
            if (!name.isString()
                    || Arrays.stream(Button.values()).noneMatch(it -> it.name().equals(name.asString()))) {
                throw new IllegalArgumentException("button must be one of " + Arrays.toString(Button.values()));
            }
            if (!down.isBoolean()) {
                throw new IllegalArgumentException("down must be true or false");
            }
            return new PressLine(Button.valueOf(name.asString()), down.asBoolean());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the line is not JSON", e);
        }
    }

    static String error(String message) {
        return JsonNodeFactory.instance.objectNode().put("error", message).toString();
    }
}
