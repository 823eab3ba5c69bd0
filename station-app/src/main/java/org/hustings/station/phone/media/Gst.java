package org.hustings.station.phone.media;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// The C functions of GStreamer and GLib that we call, and nothing else: each method is one function. Offsets into C
/// structures are those of 64-bit Linux (amd64 and arm64 agree).
///
/// Why our own: the published Java bindings crash on, or do not start with, the versions in Debian 12 and 13. The class
/// loads both libraries and calls `gst_init` when it is first used. Safe from any thread, as GStreamer is.
@SuppressWarnings("restricted") // The library needs --enable-native-access; this class is why.
final class Gst {

    /// GST_MESSAGE_EOS, _ERROR, _ELEMENT, _LATENCY of gstmessage.h.
    static final int EOS = 1;

    static final int ERROR = 1 << 1;
    static final int ELEMENT = 1 << 15;
    static final int LATENCY = 1 << 19;

    /// GstState of gstelement.h.
    static final int STATE_NULL = 1;

    static final int STATE_READY = 2;
    static final int STATE_PLAYING = 4;
    static final int STATE_CHANGE_FAILURE = 0;

    /// G_TYPE_OBJECT: fundamental type 20, shifted by G_TYPE_FUNDAMENTAL_SHIFT.
    private static final long TYPE_OBJECT = 20L << 2;

    private static final long VALUE_BYTES = 24;
    private static final long VALUE_DATA = 8;
    private static final long MESSAGE_TYPE = 64;
    private static final long MESSAGE_SOURCE = 80;
    private static final long ERROR_TEXT = 8;
    private static final int PARSE_FATAL_ERRORS = 1;
    private static final long TEXT_BYTES_MAX = 1 << 20;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup LIBRARIES =
            library("libgstreamer-1.0.so.0").or(library("libgobject-2.0.so.0")).or(library("libglib-2.0.so.0"));

    private static final MethodHandle INIT = procedure("gst_init", ADDRESS, ADDRESS);
    private static final MethodHandle PARSE_LAUNCH =
            function("gst_parse_launch_full", ADDRESS, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle PARSE_BIN =
            function("gst_parse_bin_from_description_full", ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle REF_SINK = function("gst_object_ref_sink", ADDRESS, ADDRESS);
    private static final MethodHandle OBJECT_UNREF = procedure("gst_object_unref", ADDRESS);
    private static final MethodHandle MINI_UNREF = procedure("gst_mini_object_unref", ADDRESS);
    private static final MethodHandle SET_STATE = function("gst_element_set_state", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle STATE =
            function("gst_element_get_state", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle LOCK_STATE =
            function("gst_element_set_locked_state", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SYNC_STATE = function("gst_element_sync_state_with_parent", JAVA_INT, ADDRESS);
    private static final MethodHandle BY_NAME = function("gst_bin_get_by_name", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle BIN_ADD = function("gst_bin_add", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle LINK = function("gst_element_link", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle LINK_PADS =
            function("gst_element_link_pads", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle RECALCULATE = function("gst_bin_recalculate_latency", JAVA_INT, ADDRESS);
    private static final MethodHandle SET_ARGUMENT = procedure("gst_util_set_object_arg", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle STATIC_PAD = function("gst_element_get_static_pad", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle SEND_EVENT = function("gst_element_send_event", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle NEW_EOS = function("gst_event_new_eos", ADDRESS);
    private static final MethodHandle BUS = function("gst_element_get_bus", ADDRESS, ADDRESS);
    private static final MethodHandle POP = function("gst_bus_timed_pop", ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle POST = function("gst_bus_post", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle MESSAGE_EOS = function("gst_message_new_eos", ADDRESS, ADDRESS);
    private static final MethodHandle MESSAGE_ERROR = procedure("gst_message_parse_error", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle STRUCTURE = function("gst_message_get_structure", ADDRESS, ADDRESS);
    private static final MethodHandle FIELD = function("gst_structure_get_value", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle SERIALIZE = function("gst_value_serialize", ADDRESS, ADDRESS);
    private static final MethodHandle NAME = function("gst_object_get_name", ADDRESS, ADDRESS);
    private static final MethodHandle VALUE_INIT = function("g_value_init", ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle VALUE_SET_OBJECT = procedure("g_value_set_object", ADDRESS, ADDRESS);
    private static final MethodHandle VALUE_BOXED = function("g_value_get_boxed", ADDRESS, ADDRESS);
    private static final MethodHandle VALUE_UNSET = procedure("g_value_unset", ADDRESS);
    private static final MethodHandle PROPERTY = procedure("g_object_get_property", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle SET_PROPERTY = procedure("g_object_set_property", ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle FREE = procedure("g_free", ADDRESS);
    private static final MethodHandle ERROR_FREE = procedure("g_error_free", ADDRESS);

    static {
        call(() -> INIT.invoke(MemorySegment.NULL, MemorySegment.NULL));
    }

    private Gst() {}

    /// A pipeline from its description, owned by the caller.
    static MemorySegment parseLaunch(String description) {
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(ADDRESS);
            var text = arena.allocateFrom(description);
            var made = address(() -> PARSE_LAUNCH.invoke(text, MemorySegment.NULL, PARSE_FATAL_ERRORS, error));
            return parsed(made, error);
        }
    }

    /// A bin from its description, its open ends as pads `sink` and `src`; owned by the caller.
    static MemorySegment parseBin(String description) {
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(ADDRESS);
            var text = arena.allocateFrom(description);
            var made = address(() -> PARSE_BIN.invoke(text, 1, MemorySegment.NULL, PARSE_FATAL_ERRORS, error));
            return parsed(made, error);
        }
    }

    private static MemorySegment parsed(MemorySegment made, MemorySegment error) {
        var problem = error.get(ADDRESS, 0);
        if (isNull(made) || !isNull(problem)) {
            throw new MediaException(DebianPackages.explain(takeError(problem)));
        }
        return address(() -> REF_SINK.invoke(made));
    }

    static void unref(MemorySegment object) {
        call(() -> OBJECT_UNREF.invoke(object));
    }

    static void unrefMessage(MemorySegment message) {
        call(() -> MINI_UNREF.invoke(message));
    }

    /// A GstStateChangeReturn; only FAILURE is final, the rest arrives by and by.
    static int setState(MemorySegment element, int state) {
        return number(() -> SET_STATE.invoke(element, state));
    }

    /// Waits for a state change under way, at most `nanos`.
    static int awaitState(MemorySegment element, long nanos) {
        return number(() -> STATE.invoke(element, MemorySegment.NULL, MemorySegment.NULL, nanos));
    }

    static void lockState(MemorySegment element, boolean locked) {
        number(() -> LOCK_STATE.invoke(element, locked ? 1 : 0));
    }

    static boolean syncStateWithParent(MemorySegment element) {
        return number(() -> SYNC_STATE.invoke(element)) != 0;
    }

    /// The element of that name, or NULL; to be unreferenced.
    static MemorySegment byName(MemorySegment bin, String name) {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocateFrom(name);
            return address(() -> BY_NAME.invoke(bin, text));
        }
    }

    static boolean add(MemorySegment bin, MemorySegment element) {
        return number(() -> BIN_ADD.invoke(bin, element)) != 0;
    }

    static boolean link(MemorySegment from, MemorySegment to) {
        return number(() -> LINK.invoke(from, to)) != 0;
    }

    static boolean linkToPad(MemorySegment from, MemorySegment to, String pad) {
        try (var arena = Arena.ofConfined()) {
            var source = arena.allocateFrom("src");
            var sink = arena.allocateFrom(pad);
            return number(() -> LINK_PADS.invoke(from, source, to, sink)) != 0;
        }
    }

    static void recalculateLatency(MemorySegment bin) {
        number(() -> RECALCULATE.invoke(bin));
    }

    /// Sets any property from its text, as the description language does.
    static void setArgument(MemorySegment object, String property, String value) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(property);
            var text = arena.allocateFrom(value);
            call(() -> SET_ARGUMENT.invoke(object, name, text));
        }
    }

    /// A pad that exists now, or NULL; to be unreferenced.
    static MemorySegment pad(MemorySegment element, String name) {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocateFrom(name);
            return address(() -> STATIC_PAD.invoke(element, text));
        }
    }

    static boolean sendEos(MemorySegment element) {
        return number(() -> SEND_EVENT.invoke(element, address(() -> NEW_EOS.invoke()))) != 0;
    }

    static MemorySegment bus(MemorySegment pipeline) {
        return address(() -> BUS.invoke(pipeline));
    }

    /// The next message, or NULL after `nanos`; to be unreferenced.
    static MemorySegment pop(MemorySegment bus, long nanos) {
        return address(() -> POP.invoke(bus, nanos));
    }

    /// An end-of-stream message from nobody: wakes the thread that waits in [#pop].
    static void wake(MemorySegment bus) {
        number(() -> POST.invoke(bus, address(() -> MESSAGE_EOS.invoke(MemorySegment.NULL))));
    }

    static int messageType(MemorySegment message) {
        return message.reinterpret(MESSAGE_SOURCE + 8).get(JAVA_INT, MESSAGE_TYPE);
    }

    /// The element that posted the message; borrowed, NULL for [#wake].
    static MemorySegment messageSource(MemorySegment message) {
        return message.reinterpret(MESSAGE_SOURCE + 8).get(ADDRESS, MESSAGE_SOURCE);
    }

    static String messageError(MemorySegment message) {
        try (var arena = Arena.ofConfined()) {
            var error = arena.allocate(ADDRESS);
            call(() -> MESSAGE_ERROR.invoke(message, error, MemorySegment.NULL));
            return takeError(error.get(ADDRESS, 0));
        }
    }

    static String name(MemorySegment object) {
        return isNull(object) ? "" : takeText(address(() -> NAME.invoke(object)));
    }

    /// The first channel of a `level` message's `rms`, read as a field: as text it cost half a second a call minute.
    static double messageRms(MemorySegment message) {
        try (var arena = Arena.ofConfined()) {
            var structure = address(() -> STRUCTURE.invoke(message));
            var field = arena.allocateFrom("rms");
            var value = isNull(structure) ? structure : address(() -> FIELD.invoke(structure, field));
            if (isNull(value)) {
                return Double.NaN;
            }
            // GValueArray: guint n_values, then a pointer to its GValues.
            var array = address(() -> VALUE_BOXED.invoke(value)).reinterpret(16);
            return array.get(JAVA_INT, 0) == 0
                    ? Double.NaN
                    : array.get(ADDRESS, 8).reinterpret(VALUE_BYTES).get(JAVA_DOUBLE, VALUE_DATA);
        }
    }

    /// A property of any type as GStreamer serialises it; empty when there is none.
    static String property(MemorySegment object, String property) {
        try (var arena = Arena.ofConfined()) {
            // Zeroed: GLib gives it the property's own type.
            var value = arena.allocate(VALUE_BYTES, 8);
            var name = arena.allocateFrom(property);
            call(() -> PROPERTY.invoke(object, name, value));
            if (value.get(JAVA_LONG, 0) == 0) {
                return "";
            }
            var text = address(() -> SERIALIZE.invoke(value));
            call(() -> VALUE_UNSET.invoke(value));
            return takeText(text);
        }
    }

    /// Hands the object in `property` of one object to a property of another, such as a socket.
    static void shareObject(MemorySegment from, String property, MemorySegment to, String toProperty) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(VALUE_BYTES, 8);
            address(() -> VALUE_INIT.invoke(value, TYPE_OBJECT));
            var source = arena.allocateFrom(property);
            var target = arena.allocateFrom(toProperty);
            call(() -> PROPERTY.invoke(from, source, value));
            call(() -> SET_PROPERTY.invoke(to, target, value));
            call(() -> VALUE_UNSET.invoke(value));
        }
    }

    static void setObject(MemorySegment object, String property, MemorySegment child) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(VALUE_BYTES, 8);
            address(() -> VALUE_INIT.invoke(value, TYPE_OBJECT));
            var name = arena.allocateFrom(property);
            call(() -> VALUE_SET_OBJECT.invoke(value, child));
            call(() -> SET_PROPERTY.invoke(object, name, value));
            call(() -> VALUE_UNSET.invoke(value));
        }
    }

    static boolean isNull(MemorySegment address) {
        return address.address() == 0;
    }

    private static String takeError(MemorySegment error) {
        if (isNull(error)) {
            return "GStreamer gave no reason";
        }
        // GError: GQuark domain, gint code, gchar *message.
        var text = text(error.reinterpret(16).get(ADDRESS, ERROR_TEXT));
        call(() -> ERROR_FREE.invoke(error));
        return text;
    }

    private static String takeText(MemorySegment chars) {
        var text = text(chars);
        call(() -> FREE.invoke(chars));
        return text;
    }

    private static String text(MemorySegment chars) {
        return isNull(chars) ? "" : chars.reinterpret(TEXT_BYTES_MAX).getString(0);
    }

    private static SymbolLookup library(String name) {
        try {
            return SymbolLookup.libraryLookup(name, Arena.global());
        } catch (IllegalArgumentException missing) {
            throw new MediaException(
                    name + " is not installed: install the Debian packages libgstreamer1.0-0,"
                            + " gstreamer1.0-plugins-base, gstreamer1.0-plugins-good and gstreamer1.0-plugins-bad",
                    missing);
        }
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LIBRARIES.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static MethodHandle procedure(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LIBRARIES.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    private interface Call {
        void run() throws Throwable;
    }

    private interface Answer {
        Object ask() throws Throwable;
    }

    private static void call(Call call) {
        try {
            call.run();
        } catch (RuntimeException | Error bug) {
            throw bug;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object ask(Answer answer) {
        try {
            return answer.ask();
        } catch (RuntimeException | Error bug) {
            throw bug;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MemorySegment address(Answer answer) {
        return (MemorySegment) ask(answer);
    }

    private static int number(Answer answer) {
        return (int) ask(answer);
    }
}
